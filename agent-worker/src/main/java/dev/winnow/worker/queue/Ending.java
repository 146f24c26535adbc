package dev.winnow.worker.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a group's members that were told to stop. */
final class Ending {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  /** Runs that are cancelled clean up, and consumers tell their last. */
  private static final Duration END = Duration.ofMinutes(1);

  private Ending() {}

  /**
   * Waits until members have ended; for no longer than a minute after their grace, since one whose
   * poll stands still may never.
   *
   * @param running is at zero when they have ended
   * @param wakeUp ends polls that stand still; called once the grace is over
   * @param group whose members they are
   */
  static void await(CountDownLatch running, Duration grace, Runnable wakeUp, String group)
      throws InterruptedException {
    if (!running.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUp.run();
    }
    if (!running.await(END.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("Members of {} do not end, and are left to the end of the process", group);
    }
  }
}
