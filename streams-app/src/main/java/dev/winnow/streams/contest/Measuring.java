package dev.winnow.streams.contest;

import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.ranking.Measurements;
import java.time.Instant;
import java.util.Optional;

/** What one evaluation does to a cluster's standing. */
final class Measuring {
  private Measuring() {}

  /**
   * Books an evaluation.
   *
   * @return the standing after it: one rung further, measured after the last, or rejected
   */
  static Standing apply(Task task, Standing before, EvaluationResult result, Instant now) {
    Standing.Builder after =
        Standing.newBuilder(before)
            .setEvaluationMs(before.getEvaluationMs() + result.getEvaluationMs())
            .setUpdatedAt(now);
    if (result.getOutcome() != Outcome.SUCCEEDED) {
      return rejected(after, result.getOutcome(), result.getReason());
    }
    after.setMetrics(Measurements.add(before.getMetrics(), result.getSamples()));
    after.setRungsPassed(before.getRungsPassed() + 1);
    if (after.getRungsPassed() < task.getEvaluator().getRungs().size()) {
      return after.build();
    }
    return judged(task, after.build());
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
