package dev.winnow.streams.checks.report;

import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingLimits;
import dev.winnow.schemas.FindingOrder;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RuleSet;
import dev.winnow.schemas.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Writes reports. A report has no time, no name of a worker and no count of tries in it: it is a
 * function of what was pushed, so the same pushes give the same bytes.
 */
public final class Reports {
  /** So many findings are listed. */
  static final int MOST_LISTED = 500;

  private Reports() {}

  /**
   * The report of a pull request.
   *
   * @param newest its newest head
   * @param result what the check of that head came to
   * @param findings the findings as they stand, ranked
   */
  public static PullRequestReport of(
      HostedRepository repository,
      int number,
      Optional<Long> installation,
      PullRequestHead newest,
      CheckResult result,
      List<Finding> findings) {
    boolean isChecked = result.getOutcome() == Outcome.SUCCEEDED;
    int errors = open(findings, Severity.ERROR);
    int warnings = open(findings, Severity.WARNING);
    int notices = open(findings, Severity.NOTE);
    int fixed =
        (int) findings.stream().filter(each -> each.getState() == FindingState.FIXED).count();
    List<Finding> listed = FindingLimits.fitting(findings, MOST_LISTED);
    int suppressed =
        (int) findings.stream().filter(FindingOrder::isSuppressed).count()
            + (isChecked ? result.getOmittedSuppressed() : 0);
    int unknown = isChecked ? result.getOmitted() - result.getOmittedSuppressed() : 0;
    return PullRequestReport.newBuilder()
        .setRepository(repository)
        .setNumber(number)
        .setState(newest.getState())
        .setHead(newest.getHead())
        .setBase(newest.getBase())
        .setBaseRef(newest.getBaseRef())
        .setMergeBase(result.getMergeBase().orElse(null))
        .setRuleSet(RuleSet.VERSION)
        .setConclusion(conclusion(isChecked, errors))
        .setSummary(
            isChecked
                ? summary(errors, warnings, notices, fixed, suppressed, unknown)
                : "This head could not be checked: " + result.getReason())
        .setErrors(errors)
        .setWarnings(warnings)
        .setNotices(notices)
        .setFixed(fixed)
        .setSuppressed(suppressed)
        .setFindings(listed)
        .setOmitted(findings.size() - listed.size() + (isChecked ? result.getOmitted() : 0))
        .setNotes(result.getNotes().stream().limit(FindingLimits.MOST_NOTES).toList())
        .setInstallation(installation.orElse(null))
        .build();
  }

  private static Conclusion conclusion(boolean isChecked, int errors) {
    if (!isChecked) {
      return Conclusion.NEUTRAL;
    }
    return errors > 0 ? Conclusion.FAILURE : Conclusion.SUCCESS;
  }

  private static int open(List<Finding> findings, Severity severity) {
    return (int)
        findings.stream()
            .filter(each -> each.getState() != FindingState.FIXED)
            .filter(each -> !FindingOrder.isSuppressed(each))
            .filter(each -> each.getSeverity() == severity)
            .count();
  }

  private static String summary(
      int errors, int warnings, int notices, int fixed, int suppressed, int unknown) {
    String found =
        errors + warnings + notices == 0
            ? "No contract break or doc drift."
            : "%s, %s, %s."
                .formatted(
                    count(errors, "error"), count(warnings, "warning"), count(notices, "note"));
    String more = unknown == 0 ? "" : " There are " + unknown + " more.";
    return found
        + more
        + (fixed == 0 ? "" : " " + fixed + " fixed since an earlier push.")
        + (suppressed == 0 ? "" : " " + suppressed + " suppressed.");
  }

  private static String count(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
