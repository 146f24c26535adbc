package dev.winnow.worker.sandbox;

import dev.winnow.schemas.DaemonThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes again and again what workers left that are gone, and bases that nobody uses any more. All
 * that it does can be done twice, and goes on at the next turn if it was cut off.
 */
public final class Janitor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Janitor.class);
  private static final Duration TURN = Duration.ofMinutes(1);

  private final Sandboxes sandboxes;
  private final Leftovers leftovers;
  private final Duration unused;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("janitor"));

  /**
   * @param sandboxes what it looks after
   * @param leftovers takes away what outlives a sandbox
   * @param unused how long a base is kept that nobody asks for
   */
  public Janitor(Sandboxes sandboxes, Leftovers leftovers, Duration unused) {
    this.sandboxes = sandboxes;
    this.leftovers = leftovers;
    this.unused = unused;
  }

  /**
   * Cleans up at once, and then every minute.
   *
   * @throws IOException if the worker's folder cannot be used
   */
  public void start() throws IOException {
    clean();
    turns.scheduleWithFixedDelay(
        this::turn, TURN.toMillis(), TURN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void clean() throws IOException {
    sandboxes.removeAbandoned(leftovers);
    int removed = sandboxes.removeUnusedBases(unused);
    if (removed > 0) {
      log.info("Removed {} bases that were not used for {}", removed, unused);
    }
  }

  /** A turn that fails is no reason to stop: what it would have removed waits for the next. */
  private void turn() {
    try {
      clean();
    } catch (IOException | RuntimeException e) {
      log.warn("Sandboxes could not be looked after", e);
    }
  }

  @Override
  public void close() {
    turns.shutdownNow();
  }
}
