package dev.winnow.streams.patch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads patches, few at a time and within a time limit. A request that takes too long is answered
 * then; what reads for it is asked to stop, and until it has, it counts among those few.
 */
public final class Patches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Patches.class);
  private static final int AT_ONCE = 2;
  private static final int WAITING = 16;

  private final PatchConfig config;
  private final Duration limit;
  private final Results results;
  private final ExecutorService readers;

  /** Patches that take at most 20 seconds each. */
  public Patches(PatchConfig config) {
    this(config, Duration.ofSeconds(20));
  }

  Patches(PatchConfig config, Duration limit) {
    this.config = config;
    this.limit = limit;
    this.results = new Results(config);
    AtomicInteger number = new AtomicInteger();
    this.readers =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "patches-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Whether patches are shown at all. */
  public boolean isOn() {
    return config.isOn();
  }

  /**
   * Reads a patch.
   *
   * @throws InterruptedException if the caller is interrupted while it waits
   */
  public PatchAnswer read(PatchAddress address) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Future<PatchAnswer> answer;
    try {
      answer = readers.submit(() -> diff(address, new Deadline(deadline)));
    } catch (RejectedExecutionException e) {
      return new PatchAnswer.Busy();
    }
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new PatchAnswer.TooSlow();
    } catch (ExecutionException e) {
      LOG.warn("Patch cannot be read. reference={}", address.reference(), e.getCause());
      return new PatchAnswer.Unreachable("it cannot be read; the server's log has the cause");
    } finally {
      answer.cancel(true);
    }
  }

  private PatchAnswer diff(PatchAddress address, Deadline deadline) throws IOException {
    if (deadline.isCancelled()) {
      return new PatchAnswer.TooSlow();
    }
    try {
      return results.with(address, deadline, repository -> CommitDiff.of(repository, address));
    } catch (UnreachableException e) {
      return deadline.isCancelled()
          ? new PatchAnswer.TooSlow()
          : new PatchAnswer.Unreachable(e.getMessage());
    }
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
