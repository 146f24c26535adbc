package dev.winnow.worker.report;

import dev.winnow.worker.order.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.kohsuke.github.GHException;
import org.kohsuke.github.HttpException;

/** Tells what a failed call to GitHub means. */
final class GitHubFailures {
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  private GitHubFailures() {}

  /** A call that reaches GitHub. */
  interface Call<T> {
    T run() throws IOException;
  }

  /**
   * Runs a call.
   *
   * @throws GitHubUnavailableException if it may succeed later
   * @throws GitHubRefusedException if it will fail again
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  static <T> T told(Call<T> call)
      throws GitHubUnavailableException, GitHubRefusedException, InterruptedException {
    IOException failure;
    try {
      return call.run();
    } catch (IOException e) {
      failure = e;
    } catch (GHException e) {
      // The library's iterators cannot throw what their requests threw.
      if (!(e.getCause() instanceof IOException cause)) {
        throw e;
      }
      failure = cause;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GitHubUnavailableException unavailable) {
        throw unavailable;
      }
      if (cause instanceof GitHubRefusedException refused) {
        throw refused;
      }
      if (cause instanceof InterruptedIOException) {
        // The flag is taken back by whoever learns of it.
        Thread.interrupted();
        throw new InterruptedException("interrupted while waiting for GitHub");
      }
    }
    if (failure instanceof FileNotFoundException) {
      throw refused(NOT_FOUND, failure);
    }
    if (failure instanceof HttpException http && http.getResponseCode() == UNAUTHORIZED) {
      // Of the login, not of the report: others would fail in the same way.
      throw GitHubUnavailableException.notLetIn(
          Reason.of("GitHub does not let us in (401): " + failure.getMessage()), failure);
    }
    if (failure instanceof HttpException http && http.getResponseCode() >= BAD_REQUEST) {
      throw refused(http.getResponseCode(), failure);
    }
    throw GitHubUnavailableException.unreadable(
        Reason.of("GitHub's answer cannot be read: " + failure.getMessage()), failure);
  }

  private static GitHubRefusedException refused(int status, IOException cause) {
    return new GitHubRefusedException(
        status, Reason.of("GitHub refused with " + status + ": " + cause.getMessage()), cause);
  }
}
