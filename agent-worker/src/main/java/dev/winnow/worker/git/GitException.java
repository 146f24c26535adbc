package dev.winnow.worker.git;

import java.io.IOException;

/** A git command failed; the message names the command and ends with what git said. */
public sealed class GitException extends IOException
    permits CommitGoneException, TooManyFilesException, TooManyChangesException {
  private static final long serialVersionUID = 1L;

  private static final int NONE = -1;

  private final int status;

  public GitException(String message) {
    this(message, NONE);
  }

  GitException(String message, int status) {
    super(message);
    this.status = status;
  }

  public GitException(String message, Throwable cause) {
    super(message, cause);
    this.status = NONE;
  }

  /** The command's exit status; -1 if it did not come to one. */
  int status() {
    return status;
  }
}
