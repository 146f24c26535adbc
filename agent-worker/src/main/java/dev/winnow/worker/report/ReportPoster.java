package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;

/** Shows a report where people see it. To post a report again changes nothing. */
interface ReportPoster {
  /**
   * Posts a report.
   *
   * @param position where it stands among the reports of its pull request
   * @throws GitHubUnavailableException if it did not work and may work later
   * @throws GitHubRefusedException if it did not work and will not
   * @throws InterruptedException if there is no more time for it
   */
  PostOutcome post(PullRequestReport report, Position position)
      throws GitHubUnavailableException, GitHubRefusedException, InterruptedException;
}
