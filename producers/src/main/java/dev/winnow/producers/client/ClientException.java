package dev.winnow.producers.client;

/** Something outside went wrong: a server that does not answer, or that refuses. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String mend;
  private final boolean worthRetrying;

  /**
   * A failure.
   *
   * @param message one sentence for a person
   * @param mend what to do about it
   * @param worthRetrying whether the same request may succeed later
   */
  public ClientException(String message, String mend, boolean worthRetrying) {
    super(message);
    this.mend = mend;
    this.worthRetrying = worthRetrying;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }

  /** Whether the same request may succeed later. */
  public boolean worthRetrying() {
    return worthRetrying;
  }
}
