package dev.winnow.streams.checks.report;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.PushEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is made of the scans of a default branch. */
public final class Scans {
  /** Stands where a pull request has its number. */
  public static final int NUMBER = 0;

  private Scans() {}

  /**
   * The findings as they stand after a scan, ranked.
   *
   * @param before as they stood after the scan before
   * @param result of a scan that succeeded
   */
  public static List<Finding> findings(
      Collection<Finding> before, String commit, CheckResult result) {
    List<Finding> now = History.next(before, new History.Checked(commit, result.getFindings()));
    // Of findings that were cut off nobody knows that they are gone.
    return result.getOmitted() == 0 ? now : now.stream().filter(History::isThere).toList();
  }

  /** The report of a scan. */
  public static PullRequestReport report(
      PushEvent push, CheckResult result, List<Finding> findings) {
    PullRequestHead head =
        PullRequestHead.newBuilder()
            .setHead(push.getCommit())
            .setBase(push.getCommit())
            .setBaseRef(push.getRepository().getDefaultBranch())
            .setUpdatedAt(Instant.EPOCH)
            .setState(PullRequestState.OPEN)
            .build();
    return Reports.of(push.getRepository(), NUMBER, Optional.empty(), head, result, findings);
  }

  /** A report of the same commit that stands though another scan was due. */
  public static PullRequestReport withOldNeighbours(PullRequestReport report) {
    CheckNote note =
        new CheckNote(report.getRepository().getName(), "", 0, HeadChecks.OLD_NEIGHBOURS);
    if (report.getNotes().contains(note)) {
      return report;
    }
    List<CheckNote> notes = new ArrayList<>(List.of(note));
    notes.addAll(report.getNotes());
    return PullRequestReport.newBuilder(report).setNotes(notes).build();
  }
}
