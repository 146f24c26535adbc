package dev.winnow.streams.contest;

import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.racing.Confirmation;
import dev.winnow.streams.contest.ranking.Measurements;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one evaluation does to a cluster's standing. */
final class Measuring {
  private Measuring() {}

  /**
   * Books the evaluation of a rung that the cluster had not passed. What the rung reports takes the
   * place of what an earlier one said of the same metric.
   *
   * @return the standing after it: one rung further, measured after the last, or rejected
   */
  static Standing apply(Task task, Standing before, EvaluationResult result, Instant now) {
    Standing.Builder after = booked(before, result, now);
    Optional<Standing> rejected = rejected(task, after, result);
    if (rejected.isPresent()) {
      return rejected.get();
    }
    int rung = before.getRungsPassed();
    Cascade cascade = new Cascade(task);
    if (cascade.hasMetrics(rung)) {
      after.setMetrics(replaced(before.getMetrics(), result.getSamples()));
      if (before.getMetrics().isEmpty() && rung < cascade.decisive()) {
        after.setScreening(after.getMetrics());
      }
    }
    if (rung == cascade.decisive()) {
      after.setSamplesOrdered(cascade.samples(rung));
    }
    result.getBehaviour().ifPresent(after::setBehaviour);
    after.setRungsPassed(rung + 1);
    return rung + 1 < cascade.size() ? after.build() : judged(task, after.build());
  }

  /**
   * Books more samples of a cluster that is measured.
   *
   * @param samples all samples that the rung has given, these included, by block
   * @return the standing after it: measured, or rejected
   */
  static Standing more(
      Task task,
      Standing before,
      EvaluationResult result,
      SortedMap<Long, Sample> samples,
      Instant now) {
    Standing.Builder after = booked(before, result, now);
    return rejected(task, after, result)
        .map(out -> failedAgain(task, out))
        .orElseGet(
            () -> {
              var fresh = samples.tailMap(Confirmation.FIRST_BLOCK).values();
              return after
                  .setMetrics(replaced(before.getMetrics(), samples.values()))
                  .setFresh(Measurements.add(Map.of(), fresh))
                  .build();
            });
  }

  /** It had passed the rung, and has not: a sample that fails says so. */
  private static Standing failedAgain(Task task, Standing rejected) {
    int rung = new Cascade(task).decisive();
    return Standing.newBuilder(rejected).setRungsPassed(rung).build();
  }

  /** A standing that has passed every rung: measured, or rejected if an objective has no metric. */
  static Standing judged(Task task, Standing passed) {
    Standing.Builder after = Standing.newBuilder(passed);
    return missing(task, passed)
        .map(
            metric ->
                rejected(after, Outcome.REJECTED_BY_GATE, "no rung reported the metric " + metric))
        .orElseGet(
            () ->
                after
                    .setState(StandingState.MEASURED)
                    .setOutcome(Outcome.SUCCEEDED)
                    .setReason("")
                    .build());
  }

  private static Standing.Builder booked(Standing before, EvaluationResult result, Instant now) {
    return Standing.newBuilder(before)
        .setEvaluationMs(before.getEvaluationMs() + result.getEvaluationMs())
        .setUpdatedAt(now);
  }

  private static Optional<Standing> rejected(
      Task task, Standing.Builder after, EvaluationResult result) {
    if (result.getOutcome() != Outcome.SUCCEEDED) {
      return Optional.of(rejected(after, result.getOutcome(), result.getReason()));
    }
    return outOfRange(task, result)
        .map(reason -> rejected(after, Outcome.REJECTED_BY_GATE, reason));
  }

  private static Map<String, MetricSummary> replaced(
      Map<String, MetricSummary> known, Collection<Sample> samples) {
    Map<String, MetricSummary> metrics = new TreeMap<>(known);
    metrics.putAll(Measurements.add(Map.of(), samples));
    return metrics;
  }

  /** A sample outside of what the task promises would make every interval of its metric void. */
  private static Optional<String> outOfRange(Task task, EvaluationResult result) {
    for (Objective objective : task.getObjectives()) {
      MetricRange range = objective.getRange().orElse(null);
      for (Sample sample : result.getSamples()) {
        Double value = sample.getMetrics().get(objective.getMetric());
        if (range != null
            && value != null
            && !(range.getMin() <= value && value <= range.getMax())) {
          return Optional.of(
              String.format(
                  Locale.ROOT,
                  "metric %s is %s, outside of its range from %s to %s",
                  objective.getMetric(),
                  value,
                  range.getMin(),
                  range.getMax()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> missing(Task task, Standing standing) {
    return task.getObjectives().stream()
        .map(Objective::getMetric)
        .filter(metric -> !isFinite(standing.getMetrics().get(metric)))
        .findFirst();
  }

  private static boolean isFinite(MetricSummary summary) {
    return summary != null && Double.isFinite(summary.getMean());
  }

  private static Standing rejected(Standing.Builder standing, Outcome outcome, String reason) {
    return standing.setState(StandingState.REJECTED).setOutcome(outcome).setReason(reason).build();
  }
}
