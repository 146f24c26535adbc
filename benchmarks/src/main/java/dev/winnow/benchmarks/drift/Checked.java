package dev.winnow.benchmarks.drift;

import java.util.List;

/**
 * A commit and what the checks found at it.
 *
 * @param positives the cases that it has; none at the commit of a negative
 * @param seconds how long the check took, with the reading of both trees
 * @param failure why there is no answer; empty if there is one
 */
record Checked(
    String repository,
    String commit,
    List<DriftCase> positives,
    List<Finding> findings,
    double seconds,
    String failure) {
  Checked {
    positives = List.copyOf(positives);
    findings = List.copyOf(findings);
  }

  boolean isFound(DriftCase positive) {
    return findings.stream().anyMatch(finding -> finding.finds(positive));
  }
}
