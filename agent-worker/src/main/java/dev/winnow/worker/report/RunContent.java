package dev.winnow.worker.report;

import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Sha256;
import java.util.List;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCommitState;

/**
 * What is to be seen on GitHub once a report is posted.
 *
 * @param words title, summary and text
 * @param conclusion of the report
 * @param annotations that the run should have
 * @param digest of all this: equal if and only if there is nothing to change
 */
record RunContent(
    ReportText words, Conclusion conclusion, List<RunAnnotation> annotations, String digest) {
  private static final int DESCRIPTION = 140;

  static RunContent of(PullRequestReport report) {
    ReportText words = ReportText.of(report, ReportText.LIMIT - RunMark.ROOM);
    List<RunAnnotation> annotations = RunAnnotation.of(report);
    StringBuilder all = new StringBuilder();
    all.append(words.title()).append('\n');
    all.append(words.summary()).append('\n');
    all.append(words.text()).append('\n');
    all.append(report.getConclusion()).append('\n');
    annotations.forEach(annotation -> all.append(annotation.id()).append('\n'));
    return new RunContent(words, report.getConclusion(), annotations, Sha256.hex(all.toString()));
  }

  GHCheckRun.Conclusion runConclusion() {
    return switch (conclusion) {
      case SUCCESS -> GHCheckRun.Conclusion.SUCCESS;
      case FAILURE -> GHCheckRun.Conclusion.FAILURE;
      case NEUTRAL -> GHCheckRun.Conclusion.NEUTRAL;
    };
  }

  /**
   * A commit status knows no neutral; as with a neutral run, what was not checked may be merged.
   */
  GHCommitState statusState() {
    return conclusion == Conclusion.FAILURE ? GHCommitState.FAILURE : GHCommitState.SUCCESS;
  }

  /** Plain text for a commit status. */
  String description(PullRequestReport report) {
    return Markdown.line(words.title() + ". " + report.getSummary(), DESCRIPTION);
  }
}
