package dev.winnow.worker.environment;

import dev.winnow.worker.order.TimeLimit;
import dev.winnow.worker.process.Cancellation;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A part of a sample that has a time of its own: when it is out, the run ends. */
final class Phase {
  private final long milliseconds;
  private final Instant expiresAt;
  private final Clock clock;
  private final Cancellation run;
  private final CompletableFuture<Boolean> isLate = new CompletableFuture<>();
  private volatile boolean isExpired;

  /**
   * @param milliseconds its time
   * @param expiresAt when the task's time is out, if that is sooner
   * @param run what it is a part of
   */
  Phase(long milliseconds, Instant expiresAt, Clock clock, Cancellation run) {
    this.milliseconds = milliseconds;
    this.expiresAt = expiresAt;
    this.clock = clock;
    this.run = run;
  }

  void begin() {
    TimeLimit limit = TimeLimit.of(milliseconds, clock.instant(), expiresAt);
    CompletableFuture<Void> ignored =
        isLate
            .completeOnTimeout(true, limit.duration().toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(
                late -> {
                  if (late) {
                    isExpired = limit.isExpiry();
                    run.cancel("out of time");
                  }
                });
  }

  void end() {
    isLate.complete(false);
  }

  /** Whether it was the task's time that was out. */
  boolean isExpired() {
    return isExpired;
  }

  long milliseconds() {
    return milliseconds;
  }
}
