package dev.winnow.worker;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.worker.will.Will;
import dev.winnow.worker.will.Wills;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of runs whose worker process has ended before it could: of this worker's last process at
 * once, of others on its folder within a minute.
 */
final class LostRuns implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LostRuns.class);
  private static final Duration TURN = Duration.ofMinutes(1);

  private final Wills wills;
  private final Consumer<Will> publish;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("lost-runs"));

  /**
   * @param wills what was left
   * @param publish writes the record that a will asks for, and returns when it is on the brokers
   */
  LostRuns(Wills wills, Consumer<Will> publish) {
    this.wills = wills;
    this.publish = publish;
  }

  /** Tells now, and every minute. It does not wait for the brokers. */
  void start() {
    turns.scheduleWithFixedDelay(this::turn, 0, TURN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A turn that fails is no reason to stop: what it would have told of waits for the next. */
  private void turn() {
    try {
      wills.execute(publish);
    } catch (IOException | RuntimeException e) {
      log.warn("Runs whose worker is gone could not be told of", e);
    }
  }

  @Override
  public void close() {
    turns.shutdownNow();
  }
}
