package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;

/**
 * Intervals that hold at every moment at once, so that a board may be looked at all the time and a
 * contest be stopped at any: with probability 1 - alpha the true mean never leaves them. They are
 * made of summaries, no sample need be kept.
 */
public final class ConfidenceSequence {
  private ConfidenceSequence() {}

  /**
   * Where the true mean of a metric lies, in the metric's own unit.
   *
   * <p>An exact metric is its value, unless two samples have differed: then it is not exact. A
   * metric with a range gets {@link EmpiricalBernstein}, and if a sample was outside it, so that
   * the promise was false, nothing is known. Any other gets {@link StudentMixture}.
   *
   * @param summary null, or what the samples came to
   * @param alpha probability of being wrong at any count ever, above 0 and below 1
   */
  public static Interval interval(MetricSummary summary, Objective objective, double alpha) {
    if (summary == null || summary.getCount() < 1 || !Double.isFinite(summary.getMean())) {
      return Interval.ALL;
    }
    if (objective.getExact() && summary.getMin() == summary.getMax()) {
      return Interval.point(summary.getMin());
    }
    if (objective.getRange().isPresent()) {
      MetricRange range = objective.getRange().get();
      boolean kept = range.getMin() <= summary.getMin() && summary.getMax() <= range.getMax();
      return kept ? EmpiricalBernstein.interval(summary, range, alpha) : Interval.ALL;
    }
    double radius = StudentMixture.radius(summary.getCount(), summary.getM2(), alpha);
    return Interval.around(summary.getMean(), radius);
  }
}
