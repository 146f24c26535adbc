package dev.winnow.schemas.spec;

/** A text that cannot be read as YAML or JSON within the limits. */
final class UnreadableSpecException extends Exception {

  private final transient Problem problem;

  UnreadableSpecException(String field, String message, String mend) {
    super(message);
    problem = new Problem(field, message, mend);
  }

  Problem problem() {
    return problem;
  }
}
