package dev.winnow.worker.environment;

import dev.winnow.worker.process.Completion;
import java.time.Duration;

/** How a sample in an environment ended. The set is closed. */
public sealed interface SampleEnd {
  /** How long it took with all that belongs to it: what is paid for. */
  Duration paid();

  /** The end of the output of all its commands. */
  String logTail();

  /**
   * The environment was ready, or nothing was started at all; this is how the measured command
   * ended.
   *
   * @param completion its duration is that of the measured command alone
   */
  record Measured(Completion completion, Duration paid, String logTail) implements SampleEnd {}

  /**
   * The environment did not come up.
   *
   * @param reason why, as the end of a sentence that begins with the environment
   * @param isTemporary whether {@code up} said that it may work another time
   */
  record NotUp(String reason, boolean isTemporary, Duration paid, String logTail)
      implements SampleEnd {}

  /** The task's time ran out. */
  record Expired(Duration paid, String logTail) implements SampleEnd {}
}
