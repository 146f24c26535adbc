package dev.winnow.streams.contest;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import java.util.Locale;
import java.util.Optional;

/**
 * An A/A check: samples of one and the same code, the untouched base, held against the tolerance
 * that the task asks for.
 *
 * <p>On a paired rung they are of different inputs on purpose, and the spread between inputs is
 * what pairs take out, so it is not held against the tolerance there.
 *
 * @param samples null if there are none
 * @param isPaired whether candidates are compared on the same inputs
 */
record Noise(Objective objective, MetricSummary samples, boolean isPaired) {
  /** Two samples of the same code differ by more than this many standard deviations in 5 %. */
  private static final double USUAL_DIFFERENCE = 1.96 * Math.sqrt(2);

  /** What a person should know; empty if the evaluator is as steady as it has to be. */
  Optional<String> warning() {
    if (samples == null || samples.getCount() < 2) {
      return Optional.empty();
    }
    double spread = Math.sqrt(samples.getM2() / (samples.getCount() - 1));
    if (objective.getExact() && spread > 0) {
      return Optional.of(
          text(
              "is called exact and is not: %d samples of the untouched base spread by %.3g",
              spread));
    }
    double difference = USUAL_DIFFERENCE * spread;
    if (!isPaired && objective.getTolerance() > 0 && difference > objective.getTolerance()) {
      return Optional.of(
          text(
                  "is noisy: of %d samples of the untouched base, two differ by up to %.3g",
                  difference)
              + String.format(Locale.ROOT, "; the tolerance is %.3g", objective.getTolerance()));
    }
    return Optional.empty();
  }

  private String text(String format, double value) {
    return "metric "
        + objective.getMetric()
        + ' '
        + String.format(Locale.ROOT, format, samples.getCount(), value);
  }
}
