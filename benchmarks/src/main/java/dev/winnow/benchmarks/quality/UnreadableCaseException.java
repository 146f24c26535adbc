package dev.winnow.benchmarks.quality;

/** A judge cannot read a version of a case. */
final class UnreadableCaseException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableCaseException(String message) {
    super(message);
  }

  UnreadableCaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
