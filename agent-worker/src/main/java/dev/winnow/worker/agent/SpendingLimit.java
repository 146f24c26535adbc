package dev.winnow.worker.agent;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.OutputSink;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Watches the meter of a run, and stops the run when it has cost what is reserved for it. A request
 * that is under way when it stops is paid for by nobody here: what a provider charges for it is not
 * known.
 */
public final class SpendingLimit implements OutputSink, AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration LAST_LOOK = Duration.ofSeconds(10);

  private final Meter meter;
  private final BigDecimal most;
  private final Cancellation run;
  private final Cancellation watch = new Cancellation();
  private volatile boolean isReached;

  /**
   * Begins to watch.
   *
   * @param meter of the run
   * @param most what it may cost in US dollars; 0 for no limit
   * @param cancellation ends the run for other reasons
   */
  public SpendingLimit(Meter meter, BigDecimal most, Cancellation cancellation) {
    this.meter = meter;
    this.most = most;
    this.run = cancellation.ofPart();
    onThread(this::watch);
  }

  /** Ends the run: when it has cost too much, or for one of the other reasons. */
  public Cancellation cancellation() {
    return run;
  }

  /** Whether the run was stopped for its cost. */
  public boolean isReached() {
    return isReached;
  }

  @Override
  public void accept(byte[] buffer, int length) {
    meter.accept(buffer, length);
    look();
  }

  private void watch() {
    while (!watch.await(BETWEEN_LOOKS)) {
      meter.poll();
      look();
    }
  }

  private void look() {
    if (most.signum() > 0 && !isReached && meter.reaches(most)) {
      isReached = true;
      run.cancel(reason());
    }
  }

  /** Why the run was stopped, with what it has cost by now. */
  public String reason() {
    Optional<BigDecimal> cost = meter.cost();
    return "stopped at its reservation: it has cost $%s of $%s"
        .formatted(
            cost.map(BigDecimal::toPlainString).orElse("?"), most.setScale(6).toPlainString());
  }

  /** Looks at the files once more, for ten seconds at most, and no longer after that. */
  @Override
  public void close() {
    watch.cancel("the run has ended");
    // An unfinished look is no reason to wait for ever. What waits here cannot be interrupted: the
    // cost counts also of a run that was.
    CompletableFuture.runAsync(meter::poll, SpendingLimit::onThread)
        .completeOnTimeout(null, LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static void onThread(Runnable task) {
    DaemonThreads.named("meter").newThread(task).start();
  }
}
