package dev.winnow.worker.git;

import java.io.IOException;

/** A git command failed; the message names the command and ends with what git said. */
public final class GitException extends IOException {
  private static final long serialVersionUID = 1L;

  public GitException(String message) {
    super(message);
  }

  public GitException(String message, Throwable cause) {
    super(message, cause);
  }
}
