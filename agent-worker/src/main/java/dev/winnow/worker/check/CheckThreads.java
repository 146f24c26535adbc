package dev.winnow.worker.check;

import dev.winnow.worker.process.Cancellation;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does work in threads of its own, which are given up when their time is out. Java has no way to
 * end a thread: one that is given up is interrupted, and counted for as long as it goes on all the
 * same.
 */
final class CheckThreads {
  /** Parsers call themselves; their depth is bounded, and this is enough for it. */
  private static final long STACK_BYTES = 64L << 20;

  private final Set<Thread> givenUp = ConcurrentHashMap.newKeySet();

  /**
   * Does some work, for so long at most.
   *
   * @param cancellation gives the work up early
   * @throws TimeoutException if the time is out
   * @throws java.util.concurrent.CancellationException if it was cancelled
   * @throws ExecutionException if the work failed
   */
  <T> T run(String name, Duration limit, Cancellation cancellation, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, name, STACK_BYTES);
    thread.setDaemon(true);
    cancellation.whenCancelled(() -> task.cancel(true));
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      task.cancel(true);
      if (thread.isAlive()) {
        givenUp.add(thread);
      }
    }
  }

  /** How many of those that were given up still go on. */
  int givenUp() {
    givenUp.removeIf(thread -> !thread.isAlive());
    return givenUp.size();
  }
}
