package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a change brings to what it is made on.
 *
 * @param kind whether it helps
 * @param change by metric, what the change adds to it, in the metric's own unit; for a weighted sum
 *     one entry, {@value #SCORE}, of which more is better
 */
public record Gain(Kind kind, Map<String, Interval> change) {
  /** The name of a weighted sum. */
  public static final String SCORE = "score";

  /** Whether a change helps, as far as one knows. */
  public enum Kind {
    /**
     * It is better for certain, by no less than the tolerance, and worse in nothing before that.
     */
    HELPS,
    /** It is not: it is worse, or the same as far as the tolerance asks. */
    DOES_NOT,
    /** More samples may tell. */
    OPEN
  }

  public Gain {
    change = Map.copyOf(change);
  }

  /**
   * Compares what was changed with what it was before.
   *
   * <p>Objective by objective, the most important first: better for certain helps, whatever comes
   * after; the same to within the tolerance leaves it to the next; anything else either cannot help
   * any more or is open.
   *
   * @param changed with the change
   * @param before without it
   */
  public static Gain of(
      Criteria criteria, Contender changed, Contender before, Differences differences) {
    Kind kind = null;
    Map<String, Interval> change = new LinkedHashMap<>();
    List<Axis> axes = criteria.axes();
    for (int index = 0; index < axes.size(); index++) {
      Axis axis = axes.get(index);
      Interval difference = differences.between(changed, before, index);
      if (kind == null) {
        kind = kind(difference, axis.tolerance());
      }
      change.put(name(criteria, index), inOwnUnit(criteria, index, difference));
    }
    return new Gain(kind == null ? Kind.DOES_NOT : kind, change);
  }

  /** What one axis says; null if it leaves it to the next. */
  private static Kind kind(Interval difference, double tolerance) {
    if (Criteria.better(difference, tolerance)) {
      return Kind.HELPS;
    }
    if (difference.low() >= -tolerance && difference.high() <= tolerance) {
      return null;
    }
    boolean canHelp = tolerance > 0 ? difference.high() >= tolerance : difference.high() > 0;
    return canHelp || canBeTheSame(difference, tolerance) ? Kind.OPEN : Kind.DOES_NOT;
  }

  /** Whether it may turn out to be within the tolerance, so that another objective decides. */
  private static boolean canBeTheSame(Interval difference, double tolerance) {
    return tolerance > 0 && difference.high() > -tolerance;
  }

  private static String name(Criteria criteria, int axis) {
    return criteria.rankBy() == RankBy.WEIGHTED
        ? SCORE
        : criteria.objectives().get(axis).getMetric();
  }

  private static Interval inOwnUnit(Criteria criteria, int axis, Interval difference) {
    if (criteria.rankBy() == RankBy.WEIGHTED) {
      return difference;
    }
    Objective objective = criteria.objectives().get(axis);
    return objective.getDirection() == Direction.MAXIMIZE
        ? difference
        : new Interval(-difference.high() + 0.0, -difference.low() + 0.0);
  }
}
