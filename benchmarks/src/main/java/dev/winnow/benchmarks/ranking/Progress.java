package dev.winnow.benchmarks.ranking;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How far one thread has come, for another that waits. */
final class Progress {
  private static final long MOST_MINUTES = 5;

  private final int warm;
  private final int all;
  private final CountDownLatch isWarm = new CountDownLatch(1);
  private final CountDownLatch isDone = new CountDownLatch(1);
  private int done;

  /**
   * Begins at nothing.
   *
   * @param warm how many records are for warming up
   * @param all how many there are
   */
  Progress(int warm, int all) {
    this.warm = warm;
    this.all = all;
  }

  /** One more is done. */
  void step() {
    done++;
    if (done == warm) {
      isWarm.countDown();
    }
    if (done == all) {
      isDone.countDown();
    }
  }

  /** Waits until it is warm. */
  void awaitWarm() throws InterruptedException, TimeoutException {
    await(isWarm);
  }

  /** Waits until all are done. */
  void awaitDone() throws InterruptedException, TimeoutException {
    await(isDone);
  }

  private static void await(CountDownLatch latch) throws InterruptedException, TimeoutException {
    if (!latch.await(MOST_MINUTES, TimeUnit.MINUTES)) {
      throw new TimeoutException("it does not end");
    }
  }
}
