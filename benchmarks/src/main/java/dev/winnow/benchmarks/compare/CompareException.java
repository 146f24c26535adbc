package dev.winnow.benchmarks.compare;

/** A comparison could not be made; the message is for whoever started it. */
final class CompareException extends Exception {
  private static final long serialVersionUID = 1L;

  CompareException(String message) {
    super(message);
  }
}
