package dev.winnow.streams;

import org.apache.kafka.common.errors.RetriableException;

/** Tells failures that pass from those that stay. */
final class Failures {
  private Failures() {}

  /** Whether trying the same again may work, as when the registry is away. */
  static boolean isTransient(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }
}
