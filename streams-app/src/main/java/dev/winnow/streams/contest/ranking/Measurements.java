package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Sample;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Running count, mean and spread of metrics, by Welford's method (B. P. Welford, Note on a method
 * for calculating corrected sums of squares and products, Technometrics 4(3), 1962).
 */
public final class Measurements {
  private Measurements() {}

  /**
   * Adds samples to what is known.
   *
   * @param known summaries by metric; not changed
   * @param samples finite values by metric
   * @return summaries of both, by metric in alphabetical order
   */
  public static Map<String, MetricSummary> add(
      Map<String, MetricSummary> known, Collection<Sample> samples) {
    Map<String, MetricSummary> summaries = new TreeMap<>(known);
    for (Sample sample : samples) {
      sample
          .getMetrics()
          .forEach(
              (metric, value) ->
                  summaries.compute(metric, (name, old) -> add(old, value.doubleValue())));
    }
    return summaries;
  }

  /**
   * Adds one value to what is known.
   *
   * @param known null if nothing is; not changed
   * @param value a finite number
   */
  public static MetricSummary add(MetricSummary known, double value) {
    return known == null ? first(value) : next(known, value);
  }

  /**
   * Standard error of the mean.
   *
   * @return the standard error, or 0 when there are fewer than two samples
   */
  public static double standardError(MetricSummary summary) {
    long n = summary.getCount();
    return n < 2 ? 0 : Math.sqrt(summary.getM2() / (n - 1) / n);
  }

  private static MetricSummary first(double value) {
    return new MetricSummary(1L, value, 0.0, value, value, 0.0);
  }

  private static MetricSummary next(MetricSummary old, double value) {
    long count = old.getCount() + 1;
    double delta = value - old.getMean();
    double mean = old.getMean() + delta / count;
    double m2 = old.getM2() + delta * (value - mean);
    double surprise = old.getSurprise() < 0 ? old.getSurprise() : old.getSurprise() + delta * delta;
    return new MetricSummary(
        count, mean, m2, Math.min(old.getMin(), value), Math.max(old.getMax(), value), surprise);
  }
}
