package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;

/** Shows a report where people see it. To post a report again changes nothing. */
interface ReportPoster {
  /**
   * Posts a report.
   *
   * @throws GitHubUnavailableException if it did not work and may work later
   * @throws GitHubRefusedException if it did not work and will not
   * @throws InterruptedException if there is no more time for it
   */
  PostOutcome post(PullRequestReport report)
      throws GitHubUnavailableException, GitHubRefusedException, InterruptedException;
}
