package dev.winnow.streams.access;

import java.util.Map;

/** A request that is not let through. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final transient Map<String, String> headers;

  RefusedException(ProblemKind kind, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.kind = kind;
    this.headers = Map.copyOf(headers);
  }

  /** The kind of refusal; the message says more. */
  public ProblemKind kind() {
    return kind;
  }

  /** Headers of the answer: what is asked for, or when to come again. */
  public Map<String, String> headers() {
    return headers;
  }
}
