package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the candidates of one task are compared, and how sure one must be.
 *
 * <p>Every interval of every candidate on every objective holds at once, at all times, with the
 * task's confidence: each candidate has a share of the error ({@link ErrorShares}), divided evenly
 * among the objectives. Whatever is concluded from the intervals is therefore wrong with no more
 * than that probability altogether, whichever candidates are sampled how often and whenever the
 * contest stops.
 */
public final class Criteria {
  private final RankBy rankBy;
  private final List<Objective> objectives;
  private final List<Axis> axes;
  private final ErrorShares shares;

  /**
   * Criteria.
   *
   * @param objectives at least one, most important first
   * @param shares who gets how much of the probability of being wrong
   */
  public Criteria(RankBy rankBy, List<Objective> objectives, ErrorShares shares) {
    this.rankBy = rankBy;
    this.objectives = List.copyOf(objectives);
    this.axes = Axis.all(rankBy, objectives);
    this.shares = shares;
  }

  /** How many candidates a task can have: no more than attempts may run. */
  public static int planned(Task task) {
    long attempts = task.getVariants().stream().mapToLong(Variant::getAttempts).sum();
    return Math.toIntExact(Math.max(1, Math.min(attempts, task.getBudget().getAttempts())));
  }

  /** The criteria of a task whose budget has not been extended. */
  public static Criteria of(Task task) {
    return of(task, planned(task));
  }

  /**
   * The criteria of a task.
   *
   * @param planned what {@link #planned} said when the task was submitted: an extended budget would
   *     change shares that are given
   */
  public static Criteria of(Task task, int planned) {
    double error = 1 - task.getDecision().getConfidence();
    return new Criteria(task.getRankBy(), task.getObjectives(), new ErrorShares(error, planned));
  }

  /**
   * A candidate with its intervals.
   *
   * @param candidate a candidate with a summary for each objective's metric
   * @throws IllegalArgumentException if a metric is missing
   */
  public Contender contender(Candidate candidate) {
    byte[] key = ScoreKey.of(axes, candidate);
    long samples = Long.MAX_VALUE;
    for (Objective objective : objectives) {
      samples = Math.min(samples, summary(candidate, objective).getCount());
    }
    List<Contender.Position> positions = new ArrayList<>(axes.size());
    for (Axis axis : axes) {
      positions.add(position(candidate, axis));
    }
    return new Contender(candidate, key, samples, positions);
  }

  /**
   * The candidate as it would be with more samples, should they spread as those before did. It says
   * who needs a sample while others are still out; no decision rests on it.
   *
   * @param more how many samples are out, 0 or more
   */
  public Contender anticipated(Contender contender, int more) {
    if (more == 0) {
      return contender;
    }
    Map<String, MetricSummary> metrics = new HashMap<>();
    contender
        .candidate()
        .metrics()
        .forEach((metric, known) -> metrics.put(metric, anticipated(known, more)));
    Candidate known = contender.candidate();
    return contender(
        new Candidate(known.id(), known.arrival(), metrics, known.cost(), known.changedLines()));
  }

  private static MetricSummary anticipated(MetricSummary known, int more) {
    long count = known.getCount() + more;
    double growth = known.getCount() < 2 ? 1 : (count - 1.0) / (known.getCount() - 1.0);
    return new MetricSummary(
        count,
        known.getMean(),
        known.getM2() * growth,
        known.getMin(),
        known.getMax(),
        known.getSurprise() * growth);
  }

  /**
   * The same for groups of attempts, each with a share of its own. No metric is exact then:
   * attempts differ even where the evaluator does not.
   *
   * @param groups how many there are, at least 1
   */
  Criteria ofGroups(int groups) {
    List<Objective> inexact =
        objectives.stream()
            .map(objective -> Objective.newBuilder(objective).setExact(false).build())
            .toList();
    return new Criteria(rankBy, inexact, new ErrorShares(shares.error(), groups));
  }

  /** How objectives make one decision. */
  public RankBy rankBy() {
    return rankBy;
  }

  /** What is compared, most important first. */
  public List<Objective> objectives() {
    return objectives;
  }

  /** Where an objective's true mean lies, in the metric's own unit, at the joint confidence. */
  public Interval interval(Candidate candidate, Objective objective) {
    return ConfidenceSequence.interval(
        candidate.metrics().get(objective.getMetric()), objective, alpha(candidate));
  }

  /** Probability that one interval of a candidate ever fails. */
  double alpha(Candidate candidate) {
    return shares.of(candidate.arrival()) / objectives.size();
  }

  List<Axis> axes() {
    return axes;
  }

  /**
   * What the data say of a candidate beside one that the board has behind it.
   *
   * <p>Axis by axis, most important first: better for certain by at least the tolerance ends it. An
   * axis on which it may be worse by more than the tolerance leaves it open. Else the next axis
   * decides, unless the difference is known to half a tolerance either way: then the board's
   * rounding has the last word on this axis, since more samples would only tell more exactly what
   * does not matter. So no pair stays open for ever where there is a tolerance, and the candidate
   * in front is at most one and a half tolerances worse than it may be.
   *
   * @param first before {@code second} in the board's order
   */
  public Relation relation(Contender first, Contender second, Differences differences) {
    for (int index = 0; index < axes.size(); index++) {
      Axis axis = axes.get(index);
      Interval difference = differences.between(first, second, index);
      if (better(difference, axis.tolerance())) {
        return Relation.AHEAD;
      }
      if (isFine(difference, axis)) {
        int byGrain =
            Double.compare(
                axis.grain(first.position(index).mean()),
                axis.grain(second.position(index).mean()));
        if (byGrain != 0) {
          return byGrain > 0 ? Relation.MATCHED : Relation.OPEN;
        }
      } else if (difference.low() < -axis.tolerance()) {
        return Relation.OPEN;
      }
    }
    return Relation.MATCHED;
  }

  /** Whether the difference is known as exactly as the tolerance asks. */
  private static boolean isFine(Interval difference, Axis axis) {
    return axis.tolerance() > 0 && difference.high() - difference.low() <= axis.tolerance();
  }

  /** Whether one is better for certain, and by no less than the tolerance. */
  static boolean better(Interval difference, double tolerance) {
    return tolerance > 0 ? difference.low() >= tolerance : difference.low() > 0;
  }

  private static MetricSummary summary(Candidate candidate, Objective objective) {
    MetricSummary summary = candidate.metrics().get(objective.getMetric());
    if (summary == null) {
      throw new IllegalArgumentException("no metric " + objective.getMetric());
    }
    return summary;
  }

  private Contender.Position position(Candidate candidate, Axis axis) {
    double mean = axis.value(metric -> candidate.metrics().get(metric).getMean());
    double m2 = 0;
    for (Axis.Term term : axis.terms()) {
      MetricSummary summary = candidate.metrics().get(term.objective().getMetric());
      m2 += term.factor() * term.factor() * summary.getM2();
    }
    return new Contender.Position(
        mean, axis.interval(objective -> interval(candidate, objective)), m2);
  }
}
