package dev.winnow.worker.order;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a command may run: its own timeout, or what is left of the task's time if that is less.
 *
 * @param duration the limit; not negative
 * @param isExpiry whether the limit is the task's
 */
public record TimeLimit(Duration duration, boolean isExpiry) {
  /** Why an order is not run, or not to its end, when the task's time is out. */
  public static final String EXPIRED = "expired: the task's wall time is out";

  /**
   * The limit for a command that starts now.
   *
   * @param timeoutMs its own timeout in milliseconds
   * @param now the present
   * @param expiresAt when the task's time is out
   */
  public static TimeLimit of(long timeoutMs, Instant now, Instant expiresAt) {
    Duration timeout = Duration.ofMillis(timeoutMs);
    if (!expiresAt.isAfter(now)) {
      return new TimeLimit(Duration.ZERO, true);
    }
    Duration left = Duration.between(now, expiresAt);
    return left.compareTo(timeout) < 0 ? new TimeLimit(left, true) : new TimeLimit(timeout, false);
  }

  /** Whether there is no time at all. */
  public boolean isOver() {
    return duration.isZero();
  }
}
