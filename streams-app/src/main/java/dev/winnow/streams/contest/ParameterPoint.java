package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.dedup.Clusters;
import dev.winnow.streams.contest.dedup.NamedParameters;

/**
 * The base, measured with the parameters of a variant: what an attempt comes to that changes
 * nothing where the evaluator is told parameters. A point of a grid needs no patch.
 */
final class ParameterPoint {
  private ParameterPoint() {}

  /**
   * What a result counts as: where it is such a point, a success whose patch is the base's commit
   * and changes nothing; else the result itself.
   */
  static AttemptResult counted(Task task, AttemptResult result) {
    if (result.getOutcome() != Outcome.NO_CHANGE
        || NamedParameters.of(task.getEvaluator()).isEmpty()) {
      return result;
    }
    return AttemptResult.newBuilder(result)
        .setOutcome(Outcome.SUCCEEDED)
        .setReason("")
        .setCommit(task.getRepository().getBase())
        .setDiffHash(Clusters.NO_CHANGE)
        .setRenamedHash(null)
        .setFingerprint(null)
        .setDiff(new DiffStatistics(0, 0, 0))
        .build();
  }
}
