package dev.winnow.streams.access;

import java.util.Map;

/** A request that is not let through. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient Map<String, String> headers;

  RefusedException(int status, String title, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.headers = Map.copyOf(headers);
  }

  /** Status of the answer. */
  public int status() {
    return status;
  }

  /** The kind of refusal in a few words; the message says more. */
  public String title() {
    return title;
  }

  /** Headers of the answer: what is asked for, or when to come again. */
  public Map<String, String> headers() {
    return headers;
  }
}
