package dev.winnow.local;

/** Something that a person at the terminal can mend. */
public final class LocalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String mend;

  public LocalException(String message, String mend) {
    super(message);
    this.mend = mend;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }
}
