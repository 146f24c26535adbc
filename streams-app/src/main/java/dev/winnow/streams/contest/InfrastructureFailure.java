package dev.winnow.streams.contest;

import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Outcome;

/** What it means for an order whether infrastructure failed it. */
enum InfrastructureFailure {
  /** It did not. */
  NONE,
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
   */
  static InfrastructureFailure of(Outcome outcome, OpenOrder order, int retryLimit) {
    if (outcome != Outcome.INFRASTRUCTURE_FAILED) {
      return NONE;
    }
    return order.getRetry() < retryLimit ? RETRY : FINAL;
  }
}
