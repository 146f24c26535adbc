package dev.winnow.worker.process;

import java.time.Duration;

/** How a command ended. The set is closed. */
public sealed interface Completion {
  /** How long it ran. */
  Duration duration();

  /** The end of its output, standard output and error together. */
  String logTail();

  /** It ended by itself, with this exit status. */
  record Exited(int status, Duration duration, String logTail) implements Completion {}

  /** It was killed at its timeout. */
  record TimedOut(Duration duration, String logTail) implements Completion {}

  /** It was killed because its work was cancelled, for this reason. */
  record Cancelled(String reason, Duration duration, String logTail) implements Completion {}

  /** It was killed because it used more than it may: what, for a person. */
  record OverLimit(String what, Duration duration, String logTail) implements Completion {}

  /** It could not be started, for this reason. */
  record NotStarted(String reason) implements Completion {
    @Override
    public Duration duration() {
      return Duration.ZERO;
    }

    @Override
    public String logTail() {
      return "";
    }
  }
}
