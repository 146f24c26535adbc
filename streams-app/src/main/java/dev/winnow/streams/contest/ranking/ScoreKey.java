package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A standing's place as bytes whose unsigned order is the board's order, best first, so that a
 * forward scan of a sorted store reads the board from the top.
 *
 * <p>Objectives come first, in the task's order. A metric with a tolerance is rounded to the
 * nearest multiple of it, and candidates on the same multiple tie on that objective: comparing with
 * a tolerance pair by pair would not be transitive (A ties with B, B with C, and A beats C), and a
 * store needs one order. Ties go to the lower mean cost of an attempt, then to the smaller diff.
 */
public final class ScoreKey {
  private ScoreKey() {}

  /**
   * The key of a standing.
   *
   * @param objectives the task's objectives, most important first
   * @param standing a standing with a summary for each objective's metric
   * @throws IllegalArgumentException if a metric is missing
   */
  public static byte[] of(List<Objective> objectives, Standing standing) {
    ByteBuffer key = ByteBuffer.allocate(length(objectives));
    for (Objective objective : objectives) {
      MetricSummary summary = standing.getMetrics().get(objective.getMetric());
      if (summary == null) {
        throw new IllegalArgumentException("no metric " + objective.getMetric());
      }
      key.putLong(ordered(rounded(summary.getMean(), objective), objective.getDirection()));
    }
    key.putLong(
        standing
            .getCost()
            .divide(BigDecimal.valueOf(standing.getSize()), 6, RoundingMode.HALF_EVEN)
            .unscaledValue()
            .longValueExact());
    key.putInt(standing.getDiff().getInsertions() + standing.getDiff().getDeletions());
    return key.array();
  }

  /** Length of the keys of a task, in bytes. */
  public static int length(List<Objective> objectives) {
    return Long.BYTES * objectives.size() + Long.BYTES + Integer.BYTES;
  }

  /** Whether no objective sets the two apart within its tolerance. */
  public static boolean tied(List<Objective> objectives, byte[] one, byte[] other) {
    int end = Long.BYTES * objectives.size();
    return java.util.Arrays.equals(one, 0, end, other, 0, end);
  }

  private static double rounded(double value, Objective objective) {
    double tolerance = objective.getTolerance();
    // Adding 0.0 turns -0.0 into 0.0, which would otherwise sort apart.
    return (tolerance > 0 ? Math.rint(value / tolerance) : value) + 0.0;
  }

  /** IEEE 754 doubles as longs in unsigned order: flip the sign of positives, all of negatives. */
  private static long ordered(double value, Direction direction) {
    long bits = Double.doubleToLongBits(value);
    long ascending = bits ^ ((bits >> 63) | Long.MIN_VALUE);
    return direction == Direction.MAXIMIZE ? ~ascending : ascending;
  }
}
