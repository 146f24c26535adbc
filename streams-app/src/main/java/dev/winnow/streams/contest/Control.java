package dev.winnow.streams.contest;

import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.dedup.NamedParameters;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The untouched base, evaluated like any patch: what a change is worth is seen beside it, and how
 * much the evaluator's figures scatter is seen by it. It is never ranked.
 */
final class Control {
  /** No hash of a change looks like this. */
  static final String CLUSTER_ID = "the-base-commit-";

  /** What stands for the attempt and the variant that it has not. */
  static final String NAME = "base";

  private Control() {}

  /**
   * Whether a task measures its base. Where the evaluator is told the parameters of a variant it
   * cannot: the base is of none.
   */
  static boolean isMeasured(Task task) {
    return task.getEvaluator().getControl() && NamedParameters.of(task.getEvaluator()).isEmpty();
  }

  /** What a commit is measured as that others have moved the branch to. */
  static String clusterOf(String commit) {
    return "the-head-" + commit.substring(0, 7);
  }

  /** Its standing, with the first rung to come. */
  static Standing open(Task task, Instant now) {
    return open(task, CLUSTER_ID, task.getRepository().getBase(), now);
  }

  /** The standing of a commit that stands for the base, with the first rung to come. */
  static Standing open(Task task, String clusterId, String commit, Instant now) {
    return Standing.newBuilder()
        .setTaskId(task.getTaskId())
        .setClusterId(clusterId)
        .setAttemptId(NAME)
        .setVariant(NAME)
        .setCommit(commit)
        .setBase(commit.equals(task.getRepository().getBase()) ? "" : commit)
        .setSize(0)
        .setDiff(new DiffStatistics(0, 0, 0))
        .setState(StandingState.EVALUATING)
        .setControl(true)
        .setCost(BigDecimal.ZERO)
        .setUpdatedAt(now)
        .build();
  }
}
