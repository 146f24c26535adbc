package dev.winnow.benchmarks.quality;

/** A case that cannot be used: the field that is at fault and why. */
final class BadCaseException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  BadCaseException(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
