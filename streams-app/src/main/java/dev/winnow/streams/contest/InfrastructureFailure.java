package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Outcome;
import java.time.Instant;

/** What it means for an order whether infrastructure failed it. */
enum InfrastructureFailure {
  /** It did not. */
  NONE,
  /** The task's time is out: that is what ended it, and the deadline counts it. */
  CUT_SHORT,
  /** The order is issued again. */
  RETRY,
  /** It was issued as often as it may be. */
  FINAL;

  /**
   * The meaning of a result.
   *
   * @param outcome the result's outcome
   * @param order the order that it settles
   * @param retryLimit how often an order is issued again
   * @param contest the task's contest
   * @param now when the result came
   */
  static InfrastructureFailure of(
      Outcome outcome, OpenOrder order, int retryLimit, Contest contest, Instant now) {
    if (outcome != Outcome.INFRASTRUCTURE_FAILED) {
      return NONE;
    }
    boolean isPaused = contest.getStatus() == ContestStatus.PAUSED;
    if (!isPaused && !now.isBefore(contest.getEndsAt())) {
      return CUT_SHORT;
    }
    return order.getRetry() < retryLimit ? RETRY : FINAL;
  }
}
