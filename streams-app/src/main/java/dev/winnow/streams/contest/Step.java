package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.racing.Cascade;
import java.util.Optional;

/**
 * What the processors of the chain hand to each other; each is about one task, the record's key.
 */
sealed interface Step {
  /** An attempt came back for the first time. */
  record AttemptSettled(AttemptResult result, OpenOrder order) implements Step {}

  /** An evaluation came back for the first time. */
  record EvaluationSettled(EvaluationResult result, OpenOrder order) implements Step {}

  /** A question to the judge came back for the first time. */
  record VoteSettled(EvaluationResult result, OpenOrder order) implements Step {}

  /** Infrastructure failed an attempt: it is to be issued again. */
  record RetryAttempt(String attemptId, String variant, int retry) implements Step {}

  /**
   * Samples of a cluster are due, and the money for them is reserved. One that is measured gets
   * more of the rung that decides, any other its next rung.
   *
   * @param firstBlock the block of the first sample, from 1
   * @param samples how many
   */
  record EvaluateCluster(Standing standing, long firstBlock, int samples, int retry)
      implements Step {

    /** The next rung of a cluster. */
    static EvaluateCluster next(Task task, Standing standing) {
      int samples = new Cascade(task).samples(standing.getRungsPassed());
      return new EvaluateCluster(standing, 1, samples, 0);
    }
  }

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

  /** A landing came back for the first time. */
  record LandingSettled(AttemptResult result, OpenOrder order) implements Step {}

  /** All that the tournament is about is decided. */
  record Conclude() implements Step {}

  /** A user ends the contest. */
  record Cancel() implements Step {}

  /** The event is booked: issue what can be issued, decide if all is in. */
  record Advance() implements Step {}
}
