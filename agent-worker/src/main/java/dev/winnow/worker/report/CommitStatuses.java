package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import java.io.IOException;
import org.kohsuke.github.GHCommitStatus;
import org.kohsuke.github.GHRepository;

/** Shows the conclusion of a report as a commit status. */
final class CommitStatuses {
  /** GitHub's default is 30; ours is nearly always among the newest. */
  private static final int PAGE = 100;

  private CommitStatuses() {}

  static PostOutcome post(GHRepository repository, PullRequestReport report, RunContent content)
      throws IOException {
    String name = CheckRuns.name(report);
    String description = content.description(report);
    // GitHub lists the newest first.
    GHCommitStatus newest = null;
    for (GHCommitStatus status :
        repository.listCommitStatuses(report.getHead()).withPageSize(PAGE)) {
      if (name.equals(status.getContext())) {
        newest = status;
        break;
      }
    }
    if (newest == null && report.getState() != PullRequestState.OPEN) {
      return PostOutcome.SKIPPED;
    }
    if (newest != null
        && newest.getState() == content.statusState()
        && description.equals(newest.getDescription())) {
      return PostOutcome.UNCHANGED;
    }
    repository.createCommitStatus(report.getHead(), content.statusState(), null, description, name);
    return PostOutcome.STATUS;
  }
}
