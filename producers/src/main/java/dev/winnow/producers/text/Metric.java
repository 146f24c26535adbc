package dev.winnow.producers.text;

import com.fasterxml.jackson.databind.JsonNode;

/** A summary of one metric, as text. */
public final class Metric {

  /**
   * Quantile 0.975 of Student's t for 1 to 30 degrees of freedom; past that the normal's serves.
   */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double NORMAL = 1.960;

  /** How far from the middle of its interval a mean counts as there, as a part of the width. */
  private static final double CENTRED = 0.02;

  private Metric() {}

  /** The mean, or a dash if it was not measured. */
  public static String mean(JsonNode summary) {
    return summary.isMissingNode() ? "-" : Plain.number(summary.path("mean").asDouble());
  }

  /**
   * The mean and the interval that the server gives for the true one: {@code 47.66 ±3.21}, or
   * {@code 0.48 [0.41, 0.52]} where the mean is not in its middle; the mean alone where the value
   * is exact or an end is unknown. A record of a time before there were intervals has {@link
   * #meanAndHalfWidth} in their place.
   *
   * @param measured what has {@code metrics} and {@code intervals}: an entry of a board, or a
   *     variant's estimate
   * @param name of the metric
   */
  public static String meanAndInterval(JsonNode measured, String name) {
    JsonNode summary = measured.path("metrics").path(name);
    if (measured.path("intervals").isEmpty()) {
      return meanAndHalfWidth(summary);
    }
    JsonNode interval = measured.path("intervals").path(name);
    double low = end(interval.path("low"));
    double high = end(interval.path("high"));
    double width = high - low;
    if (summary.isMissingNode() || !Double.isFinite(width) || width <= 0) {
      return mean(summary);
    }
    double mean = summary.path("mean").asDouble();
    boolean isCentred = Math.abs(low + high - 2 * mean) <= CENTRED * width;
    return isCentred
        ? mean(summary) + " ±" + Plain.number(width / 2)
        : mean(summary) + " [" + Plain.number(low) + ", " + Plain.number(high) + "]";
  }

  private static double end(JsonNode number) {
    return number.isNumber() ? number.asDouble() : Double.NaN;
  }

  /**
   * The mean, and if there is more than one sample the half-width of its 95 % confidence interval
   * by Student's t.
   */
  public static String meanAndHalfWidth(JsonNode summary) {
    long count = summary.path("count").asLong();
    if (count < 2) {
      return mean(summary);
    }
    double error = Math.sqrt(summary.path("m2").asDouble() / (count - 1) / count);
    double quantile = count - 2 < T.length ? T[(int) count - 2] : NORMAL;
    return mean(summary) + " ±" + Plain.number(quantile * error);
  }
}
