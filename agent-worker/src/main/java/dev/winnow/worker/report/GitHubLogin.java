package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;
import java.io.IOException;
import org.kohsuke.github.GitHub;

/** Gives the way into GitHub that a report is to be posted by. */
interface GitHubLogin {
  /**
   * Returns the connection for a report.
   *
   * @throws IOException if GitHub had to be asked and did not let us in
   */
  GitHub gitHub(PullRequestReport report) throws IOException;

  /** GitHub no longer knows the login for a report: what is remembered of it is of no use. */
  void forget(PullRequestReport report);
}
