package dev.winnow.worker.report;

import java.time.Duration;

/** Waits; a test's does not. */
interface Pause {
  /**
   * Returns after a while.
   *
   * @throws InterruptedException if there is no more point in waiting
   */
  void take(Duration length) throws InterruptedException;
}
