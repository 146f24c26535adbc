package dev.winnow.worker.report;

import java.io.IOException;

/** GitHub refused a request, and will refuse it the next time. */
public final class GitHubRefusedException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final int status;

  GitHubRefusedException(int status, String reason, Throwable cause) {
    super(reason, cause);
    this.status = status;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** Whether another way of authorization could have been let through. */
  boolean isLackOfRights() {
    return status == FORBIDDEN || status == NOT_FOUND;
  }
}
