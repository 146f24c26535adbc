package dev.winnow.streams.patch;

/** A repository of results, or a commit in it, cannot be read from here. The message says why. */
final class UnreachableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message);
  }

  UnreachableException(String message, Exception cause) {
    super(message, cause);
  }
}
