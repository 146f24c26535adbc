package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Standing;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A standing's place as bytes whose unsigned order is the board's order, best first, so that a
 * forward scan of a sorted store reads the board from the top.
 *
 * <p>Objectives come first, in the task's order; with weights it is their weighted sum alone. A
 * value with a tolerance is rounded to the nearest multiple of it, and candidates on the same
 * multiple tie on it: comparing with a tolerance pair by pair would not be transitive (A ties with
 * B, B with C, and A beats C), and a store needs one order. Ties go to the lower mean cost of an
 * attempt, then to the smaller diff.
 *
 * <p>A Pareto front has no order within, so it has that of the objectives as they are written.
 * Nobody dominates the first by more than the tolerances. A key knows its own candidate only: that
 * the dominated come after the front is {@link Comparison}'s part.
 */
public final class ScoreKey {
  private static final int COST_DECIMALS = 6;

  /** After all scores, in unsigned order. */
  private static final long LAST = -1;

  private ScoreKey() {}

  /**
   * The key of a standing by ordered objectives.
   *
   * @param objectives the task's objectives, most important first
   * @param standing a standing with a summary for each objective's metric
   * @throws IllegalArgumentException if a metric is missing
   */
  public static byte[] of(List<Objective> objectives, Standing standing) {
    return of(RankBy.ORDERED, objectives, Candidate.of(standing, 1));
  }

  /**
   * The key of a candidate.
   *
   * @param objectives the task's objectives, most important first
   * @param candidate a candidate with a summary for each objective's metric
   * @throws IllegalArgumentException if a metric is missing
   */
  public static byte[] of(RankBy rankBy, List<Objective> objectives, Candidate candidate) {
    return of(Axis.all(rankBy, objectives), candidate);
  }

  /**
   * The key of a candidate of which not all metrics are known. Where one is missing the candidate
   * goes after all who have it.
   */
  public static byte[] ofKnown(RankBy rankBy, List<Objective> objectives, Candidate candidate) {
    return of(
        Axis.all(rankBy, objectives),
        candidate,
        axis -> axis.isKnown(candidate.metrics()) ? score(axis, candidate) : LAST);
  }

  static byte[] of(List<Axis> axes, Candidate candidate) {
    return of(axes, candidate, axis -> score(axis, candidate));
  }

  private static byte[] of(List<Axis> axes, Candidate candidate, ToLongFunction<Axis> score) {
    ByteBuffer key = ByteBuffer.allocate(Long.BYTES * axes.size() + Long.BYTES + Integer.BYTES);
    for (Axis axis : axes) {
      key.putLong(score.applyAsLong(axis));
    }
    key.putLong(
        candidate
            .cost()
            .setScale(COST_DECIMALS, RoundingMode.HALF_EVEN)
            .unscaledValue()
            .longValueExact());
    key.putInt(candidate.changedLines());
    return key.array();
  }

  /** Length of the keys of a task with ordered objectives, in bytes. */
  public static int length(List<Objective> objectives) {
    return length(RankBy.ORDERED, objectives);
  }

  /** Length of the keys of a task, in bytes. */
  public static int length(RankBy rankBy, List<Objective> objectives) {
    return scores(rankBy, objectives) + Long.BYTES + Integer.BYTES;
  }

  /** Whether no objective, each for itself, sets the two apart within its tolerance. */
  public static boolean tied(List<Objective> objectives, byte[] one, byte[] other) {
    return tied(RankBy.ORDERED, objectives, one, other);
  }

  /** Whether the objectives do not set the two apart within their tolerance. */
  public static boolean tied(RankBy rankBy, List<Objective> objectives, byte[] one, byte[] other) {
    int end = scores(rankBy, objectives);
    return Arrays.equals(one, 0, end, other, 0, end);
  }

  private static int scores(RankBy rankBy, List<Objective> objectives) {
    return Long.BYTES * (rankBy == RankBy.WEIGHTED ? 1 : objectives.size());
  }

  private static long score(Axis axis, Candidate candidate) {
    // More is better on an axis, and the best comes first.
    return ~ordered(axis.grain(axis.value(metric -> mean(candidate, metric))));
  }

  private static double mean(Candidate candidate, String metric) {
    MetricSummary summary = candidate.metrics().get(metric);
    if (summary == null) {
      throw new IllegalArgumentException("no metric " + metric);
    }
    return summary.getMean();
  }

  /** IEEE 754 doubles as longs in unsigned order: flip the sign of positives, all of negatives. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) | Long.MIN_VALUE);
  }
}
