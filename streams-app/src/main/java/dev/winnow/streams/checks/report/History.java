package dev.winnow.streams.checks.report;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of findings from head to head: open, fixed, regressed. */
public final class History {
  private History() {}

  /**
   * A head that was checked.
   *
   * @param head the commit
   * @param findings what it has that its merge base has not
   */
  public record Checked(String head, Collection<Finding> findings) {}

  /**
   * The findings as they stand after the last head, ranked.
   *
   * @param heads heads that were checked, oldest first
   */
  public static List<Finding> of(List<Checked> heads) {
    Map<String, Finding> standing = new LinkedHashMap<>();
    heads.forEach(checked -> add(standing, checked));
    return ranked(standing.values());
  }

  /**
   * The findings as they stand after one head more, ranked. What was fixed before is forgotten, so
   * that a history without an end stays small.
   *
   * @param before as they stood before
   */
  public static List<Finding> next(Collection<Finding> before, Checked checked) {
    Map<String, Finding> standing = new LinkedHashMap<>();
    Set<String> fixed = new HashSet<>();
    for (Finding finding : before) {
      standing.put(finding.getFingerprint(), finding);
      if (!isThere(finding)) {
        fixed.add(finding.getFingerprint());
      }
    }
    add(standing, checked);
    standing.values().removeIf(each -> !isThere(each) && fixed.contains(each.getFingerprint()));
    return ranked(standing.values());
  }

  /** Whether the newest head has it. */
  static boolean isThere(Finding finding) {
    return finding.getState() != FindingState.FIXED;
  }

  private static List<Finding> ranked(Collection<Finding> standing) {
    return standing.stream().sorted(Ranking.ORDER).toList();
  }

  private static void add(Map<String, Finding> standing, Checked checked) {
    Set<String> present = new HashSet<>();
    for (Finding finding : checked.findings()) {
      if (present.add(finding.getFingerprint())) {
        Finding before = standing.get(finding.getFingerprint());
        standing.put(finding.getFingerprint(), present(finding, before, checked.head()));
      }
    }
    standing.replaceAll(
        (fingerprint, finding) ->
            present.contains(fingerprint) ? finding : absent(finding, checked.head()));
  }

  private static Finding present(Finding finding, Finding before, String head) {
    Finding.Builder now = Finding.newBuilder(finding).setScore(Ranking.score(finding));
    if (before == null) {
      return now.setState(FindingState.OPEN).setSince(head).build();
    }
    if (before.getState() == FindingState.FIXED) {
      return now.setState(FindingState.REGRESSED).setSince(head).build();
    }
    return now.setState(before.getState()).setSince(before.getSince()).build();
  }

  private static Finding absent(Finding finding, String head) {
    if (finding.getState() == FindingState.FIXED) {
      return finding;
    }
    // What is gone needs no suppression any more.
    return Finding.newBuilder(finding)
        .setState(FindingState.FIXED)
        .setSince(head)
        .setSuppression(null)
        .build();
  }
}
