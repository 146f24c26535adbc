package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One direction in which candidates are compared: an objective, or the weighted sum of all. More is
 * always better on an axis; a metric that should be small counts with its sign changed.
 *
 * @param terms what is added up
 * @param tolerance differences below this do not matter; 0 for none
 */
record Axis(List<Term> terms, double tolerance) {
  /**
   * One metric of an axis.
   *
   * @param factor what one unit of the metric adds to the axis; negative where less is better
   */
  record Term(Objective objective, double factor) {}

  /** The axes of a task, most important first. */
  static List<Axis> all(RankBy rankBy, List<Objective> objectives) {
    List<Axis> axes = new ArrayList<>();
    for (Objective objective : objectives) {
      Term term = new Term(objective, sign(objective));
      axes.add(new Axis(List.of(term), objective.getTolerance()));
    }
    return rankBy == RankBy.WEIGHTED ? List.of(sum(objectives)) : axes;
  }

  private static Axis sum(List<Objective> objectives) {
    List<Term> terms = new ArrayList<>();
    double tolerance = 0;
    for (Objective objective : objectives) {
      double factor = objective.getWeight() / objective.getScale();
      terms.add(new Term(objective, sign(objective) * factor));
      tolerance += factor * objective.getTolerance();
    }
    return new Axis(terms, tolerance);
  }

  private static double sign(Objective objective) {
    return objective.getDirection() == Direction.MAXIMIZE ? 1 : -1;
  }

  /** The value on the axis, of the values of the metrics. */
  double value(ToDoubleFunction<String> metrics) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.factor * metrics.applyAsDouble(term.objective.getMetric());
    }
    return sum;
  }

  /** Whether all metrics of the axis are there. */
  boolean isKnown(Map<String, MetricSummary> metrics) {
    return terms.stream().allMatch(term -> metrics.containsKey(term.objective.getMetric()));
  }

  /** What the value on the axis lies between, of what each metric lies between. */
  Interval interval(Function<Objective, Interval> metrics) {
    double low = 0;
    double high = 0;
    for (Term term : terms) {
      Interval metric = metrics.apply(term.objective);
      low += term.factor * (term.factor > 0 ? metric.low() : metric.high());
      high += term.factor * (term.factor > 0 ? metric.high() : metric.low());
    }
    return low <= high ? new Interval(low, high) : Interval.ALL;
  }

  /**
   * The class of equals that a value belongs to, as a number that grows with the value: the nearest
   * multiple of the tolerance, or the value itself if there is none.
   */
  double grain(double value) {
    // Adding 0.0 turns -0.0 into 0.0, which would otherwise sort apart.
    return (tolerance > 0 ? Math.rint(value / tolerance) : value) + 0.0;
  }
}
