package dev.winnow.streams.checks.report;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import java.util.ArrayList;
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
    for (Checked checked : heads) {
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
    List<Finding> ranked = new ArrayList<>(standing.values());
    ranked.sort(Ranking.ORDER);
    return ranked;
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
