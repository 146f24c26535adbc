package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.github.GitHub;

/** Gives the way into GitHub that a report is to be posted by. */
interface GitHubLogin {
  /**
   * Returns the connection for a report.
   *
   * @throws IOException if GitHub had to be asked and did not let us in
   */
  GitHub gitHub(PullRequestReport report) throws IOException;

  /** Number of the App that we are logged in as, if it is known; asked for after a connection. */
  Optional<Long> app();

  /** GitHub no longer knows the login for a report: what is remembered of it is of no use. */
  void forget(PullRequestReport report);
}
