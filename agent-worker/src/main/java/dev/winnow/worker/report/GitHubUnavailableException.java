package dev.winnow.worker.report;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** GitHub did not do it now, and may do it later. Whether a write took effect is not known. */
public final class GitHubUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why it was not done. */
  enum Kind {
    /** No answer, or one that says that the server has failed: no report is to blame. */
    OUTAGE,
    /** GitHub does not know the login: no report is to blame. */
    LOGIN,
    /** It is asked too often. */
    LIMIT,
    /** An answer that makes no sense. */
    UNREADABLE,
    /** It said earlier that it is not to be asked, so it was not. */
    NOT_ASKED
  }

  private final Kind kind;
  private final transient Optional<Instant> notBefore;

  private GitHubUnavailableException(
      Kind kind, String reason, Optional<Instant> notBefore, Throwable cause) {
    super(reason, cause);
    this.kind = kind;
    this.notBefore = notBefore;
  }

  /** No answer in time. */
  static GitHubUnavailableException unanswered(String reason, Throwable cause) {
    return new GitHubUnavailableException(Kind.OUTAGE, reason, Optional.empty(), cause);
  }

  /**
   * GitHub says that it has failed.
   *
   * @param notBefore when it may be asked again, if it says so
   */
  static GitHubUnavailableException failed(String reason, Optional<Instant> notBefore) {
    return new GitHubUnavailableException(Kind.OUTAGE, reason, notBefore, null);
  }

  /** GitHub does not let us in, whatever we ask for. */
  static GitHubUnavailableException notLetIn(String reason, Throwable cause) {
    return new GitHubUnavailableException(Kind.LOGIN, reason, Optional.empty(), cause);
  }

  /**
   * GitHub is asked too often.
   *
   * @param notBefore when it may be asked again
   */
  static GitHubUnavailableException limited(String reason, Instant notBefore) {
    return new GitHubUnavailableException(Kind.LIMIT, reason, Optional.of(notBefore), null);
  }

  /** An answer that makes no sense. */
  static GitHubUnavailableException unreadable(String reason, Throwable cause) {
    return new GitHubUnavailableException(Kind.UNREADABLE, reason, Optional.empty(), cause);
  }

  /** GitHub has said earlier that it is not to be asked, so it was not. */
  static GitHubUnavailableException notAsked(Instant notBefore) {
    return new GitHubUnavailableException(
        Kind.NOT_ASKED,
        "GitHub wants no request before " + notBefore,
        Optional.of(notBefore),
        null);
  }

  Kind kind() {
    return kind;
  }

  /** When GitHub may be asked again, if it said so. */
  Optional<Instant> notBefore() {
    return notBefore;
  }
}
