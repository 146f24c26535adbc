package dev.winnow.worker.report;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** GitHub did not do it now, and may do it later. Whether a write took effect is not known. */
public final class GitHubUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Instant> notBefore;
  private final boolean isSent;

  private GitHubUnavailableException(
      String reason, Optional<Instant> notBefore, boolean isSent, Throwable cause) {
    super(reason, cause);
    this.notBefore = notBefore;
    this.isSent = isSent;
  }

  /** No answer, or one that makes no sense. */
  static GitHubUnavailableException unanswered(String reason, Throwable cause) {
    return new GitHubUnavailableException(reason, Optional.empty(), true, cause);
  }

  /**
   * GitHub says that it cannot now.
   *
   * @param notBefore when it may be asked again, if it says so
   */
  static GitHubUnavailableException answered(String reason, Optional<Instant> notBefore) {
    return new GitHubUnavailableException(reason, notBefore, true, null);
  }

  /** GitHub has said earlier that it is not to be asked, so it was not. */
  static GitHubUnavailableException notAsked(Instant notBefore) {
    return new GitHubUnavailableException(
        "GitHub wants no request before " + notBefore, Optional.of(notBefore), false, null);
  }

  /** When GitHub may be asked again, if it said so. */
  Optional<Instant> notBefore() {
    return notBefore;
  }

  /** Whether GitHub was asked at all. */
  boolean isSent() {
    return isSent;
  }
}
