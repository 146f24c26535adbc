package dev.winnow.worker.order;

import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Completion;

/**
 * Runs of orders that cost money and are cancelled. Nobody else may run such an order again, and a
 * broker that was killed no longer knows that it was run at all; so what the run has taken is told,
 * by the one who knows.
 */
public final class CutOff {
  private CutOff() {}

  /** Why an order has no other result, for a person. */
  public static String reason(Cancellation cancellation) {
    return "its run was cut off: " + cancellation.reason().orElse("cancelled");
  }

  /**
   * How long a command ran, in whole milliseconds: 0 only if it was not begun, for then it has cost
   * nothing.
   */
  public static long milliseconds(Completion completion) {
    return completion.duration().isZero() ? 0 : Math.max(1, completion.duration().toMillis());
  }
}
