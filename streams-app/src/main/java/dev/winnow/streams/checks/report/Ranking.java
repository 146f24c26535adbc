package dev.winnow.streams.checks.report;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingOrder;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.Severity;
import java.util.Comparator;

/**
 * Severity × (1 + services with a confirmed use) × confidence; what does not count comes after what
 * does, what is fixed last.
 */
public final class Ranking {
  /** The order of a report. It is total: no two findings of one pull request are equal in it. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.getState() == FindingState.FIXED)
          .thenComparing(FindingOrder.COUNTING_FIRST)
          .thenComparing(Comparator.comparing(Finding::getScore).reversed())
          .thenComparing(Finding::getRule)
          .thenComparing(Finding::getElement)
          .thenComparing(Finding::getFingerprint);

  private Ranking() {}

  /** The score of a finding. */
  public static double score(Finding finding) {
    long services =
        finding.getConsumers().stream()
            .filter(ConsumerUse::getConfirmed)
            .map(use -> use.getRepository() + ' ' + use.getService())
            .distinct()
            .count();
    return weight(finding.getSeverity()) * (1 + services) * finding.getConfidence();
  }

  private static double weight(Severity severity) {
    if (severity == Severity.ERROR) {
      return 100;
    }
    return severity == Severity.WARNING ? 10 : 1;
  }
}
