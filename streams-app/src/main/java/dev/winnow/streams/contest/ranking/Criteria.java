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
import java.util.Set;

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
  private final Set<String> settled;
  private final Map<String, Map<String, Double>> margins;

  /**
   * Criteria of which further samples tell more, all of them.
   *
   * @param objectives at least one, most important first
   * @param shares who gets how much of the probability of being wrong
   */
  public Criteria(RankBy rankBy, List<Objective> objectives, ErrorShares shares) {
    this(rankBy, objectives, shares, Set.of(), Map.of());
  }

  private Criteria(
      RankBy rankBy,
      List<Objective> objectives,
      ErrorShares shares,
      Set<String> settled,
      Map<String, Map<String, Double>> margins) {
    this.rankBy = rankBy;
    this.objectives = List.copyOf(objectives);
    this.axes = Axis.all(rankBy, objectives);
    this.shares = shares;
    this.settled = Set.copyOf(settled);
    this.margins = Map.copyOf(margins);
  }

  /**
   * The same where what is known of some metrics stays as it is: samples are taken at a rung that
   * does not report them.
   *
   * @param metrics their names
   */
  public Criteria settled(Set<String> metrics) {
    return new Criteria(rankBy, objectives, shares, metrics, margins);
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
    List<Contender.Position> positions = new ArrayList<>(axes.size());
    for (Axis axis : axes) {
      positions.add(position(candidate, axis));
    }
    return new Contender(candidate, key, samples(candidate), positions, racedAxis());
  }

  /** Of the objectives that samples tell of; of all, if there is none. */
  private long samples(Candidate candidate) {
    boolean isAnyTold = objectives.stream().anyMatch(this::isTold);
    return objectives.stream()
        .filter(objective -> isTold(objective) || !isAnyTold)
        .mapToLong(objective -> summary(candidate, objective).getCount())
        .min()
        .orElseThrow();
  }

  private boolean isTold(Objective objective) {
    return !settled.contains(objective.getMetric());
  }

  /** The most important axis on which samples narrow something; the first if there is none. */
  int racedAxis() {
    for (int index = 0; index < axes.size(); index++) {
      if (axes.get(index).terms().stream()
          .map(Axis.Term::objective)
          .anyMatch(objective -> isTold(objective) && !objective.getExact())) {
        return index;
      }
    }
    return 0;
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
        .forEach(
            (metric, known) ->
                metrics.put(metric, settled.contains(metric) ? known : anticipated(known, more)));
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
   * @param part of the task's error that their spread may take, above 0 and at most 1
   */
  Criteria ofGroups(int groups, double part) {
    List<Objective> inexact =
        objectives.stream()
            .map(objective -> Objective.newBuilder(objective).setExact(false).build())
            .toList();
    return new Criteria(rankBy, inexact, new ErrorShares(part * shares.error(), groups));
  }

  /**
   * The same where some intervals are wider.
   *
   * @param margins what is added at both ends, by candidate and metric
   */
  Criteria widened(Map<String, Map<String, Double>> margins) {
    return new Criteria(rankBy, objectives, shares, settled, margins);
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
    String metric = objective.getMetric();
    double margin = margins.getOrDefault(candidate.id(), Map.of()).getOrDefault(metric, 0.0);
    return ConfidenceSequence.interval(candidate.metrics().get(metric), objective, alpha(candidate))
        .widened(margin);
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
   * <p>Where an axis that no sample tells more of leaves it open, it is {@link Relation#UNTOLD} and
   * the axes behind it are not asked: whatever they say, the first may be worse on this one.
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
        return canTell(first, second, axis) ? Relation.OPEN : Relation.UNTOLD;
      }
    }
    return Relation.MATCHED;
  }

  /**
   * Whether more samples can set two apart on an axis. In a weighted sum they can not while a part
   * of it is unbounded that they tell nothing of.
   */
  boolean canTell(Contender one, Contender other, Axis axis) {
    boolean isToldInPart = false;
    for (Axis.Term term : axis.terms()) {
      boolean isTold = isTold(term.objective());
      isToldInPart |= isTold;
      if (!isTold
          && !(Double.isFinite(interval(one.candidate(), term.objective()).radius())
              && Double.isFinite(interval(other.candidate(), term.objective()).radius()))) {
        return false;
      }
    }
    return isToldInPart;
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
    long samples = Long.MAX_VALUE;
    for (Axis.Term term : axis.terms()) {
      MetricSummary summary = summary(candidate, term.objective());
      samples = Math.min(samples, summary.getCount());
      m2 += term.factor() * term.factor() * summary.getM2();
    }
    return new Contender.Position(
        mean, axis.interval(objective -> interval(candidate, objective)), m2, samples);
  }
}
