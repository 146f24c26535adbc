package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Standing;
import java.util.Optional;

/**
 * What the processors of the chain hand to each other; each is about one task, the record's key.
 */
sealed interface Step {
  /** An attempt came back for the first time. */
  record AttemptSettled(AttemptResult result, OpenOrder order) implements Step {}

  /** An evaluation came back for the first time. */
  record EvaluationSettled(EvaluationResult result, OpenOrder order) implements Step {}

  /** Infrastructure failed an attempt: it is to be issued again. */
  record RetryAttempt(String attemptId, String variant, int retry) implements Step {}

  /** A cluster is due for its next rung. */
  record EvaluateCluster(Standing standing, int retry) implements Step {}

  /**
   * The order of the board has changed.
   *
   * @param clusterId the cluster that is new or has changed; empty if it may be any
   */
  record RankChanged(String taskId, Optional<String> clusterId) implements Step {
    RankChanged(Standing standing) {
      this(standing.getTaskId(), Optional.of(standing.getClusterId()));
    }
  }

  /** A user ends the contest. */
  record Cancel() implements Step {}

  /** The event is booked: issue what can be issued, decide if all is in. */
  record Advance() implements Step {}
}
