package dev.winnow.benchmarks.drift;

import dev.winnow.benchmarks.quality.Proportion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the checks got right.
 *
 * @param commits how many commits were checked
 * @param positives how many mined cases these have
 * @param found how many of those were found
 * @param right findings that are right, by a case or a reader
 * @param wrong findings that a reader called wrong
 * @param unlabelled findings of which nobody said anything
 * @param disturbed commits with a finding that is wrong or unlabelled
 * @param wronged commits with a finding that a reader called wrong
 * @param failures commits without an answer
 * @param seconds how long each check took, sorted
 */
record DriftScore(
    int commits,
    int positives,
    int found,
    int right,
    int wrong,
    int unlabelled,
    int disturbed,
    int wronged,
    int failures,
    List<Double> seconds) {

  /** What is said of a finding. */
  enum Verdict {
    RIGHT,
    WRONG,
    UNLABELLED
  }

  /** How many findings have each verdict; one that none has is not in it. */
  static Map<Verdict, Integer> verdicts(Checked checked, Labels labels) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (Finding finding : checked.findings()) {
      verdicts.merge(verdict(checked, finding, labels), 1, Integer::sum);
    }
    return verdicts;
  }

  static DriftScore of(List<Checked> all, Labels labels) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    int positives = 0;
    int found = 0;
    int disturbed = 0;
    int wronged = 0;
    int failures = 0;
    List<Double> seconds = new ArrayList<>();
    for (Checked checked : all) {
      Map<Verdict, Integer> here = verdicts(checked, labels);
      here.forEach((verdict, count) -> verdicts.merge(verdict, count, Integer::sum));
      wronged += here.containsKey(Verdict.WRONG) ? 1 : 0;
      boolean quiet = Set.of(Verdict.RIGHT).containsAll(here.keySet());
      disturbed += quiet ? 0 : 1;
      positives += checked.positives().size();
      found += (int) checked.positives().stream().filter(checked::isFound).count();
      failures += checked.failure().isEmpty() ? 0 : 1;
      seconds.add(checked.seconds());
    }
    return new DriftScore(
        all.size(),
        positives,
        found,
        verdicts.getOrDefault(Verdict.RIGHT, 0),
        verdicts.getOrDefault(Verdict.WRONG, 0),
        verdicts.getOrDefault(Verdict.UNLABELLED, 0),
        disturbed,
        wronged,
        failures,
        seconds.stream().sorted().toList());
  }

  /** What a reader says goes before what the miner says. */
  static Verdict verdict(Checked checked, Finding finding, Labels labels) {
    return labels
        .of(checked.repository(), checked.commit(), finding.drift())
        .map(right -> right ? Verdict.RIGHT : Verdict.WRONG)
        .orElseGet(
            () ->
                checked.positives().stream().anyMatch(finding::finds)
                    ? Verdict.RIGHT
                    : Verdict.UNLABELLED);
  }

  /** Of the findings of which something is said, how many are right. */
  Proportion precision() {
    return new Proportion(right, right + wrong);
  }

  /** The same if all others are wrong. */
  Proportion leastPrecision() {
    return new Proportion(right, right + wrong + unlabelled);
  }

  Proportion recall() {
    return new Proportion(found, positives);
  }

  /** Commits at which somebody is told something wrong. */
  Proportion wrongCommits() {
    return new Proportion(wronged, commits);
  }

  /** The same if all that is unlabelled is wrong. */
  Proportion mostWrongCommits() {
    return new Proportion(disturbed, commits);
  }

  double median() {
    return seconds.isEmpty() ? Double.NaN : seconds.get(seconds.size() / 2);
  }

  double slowest() {
    return seconds.isEmpty() ? Double.NaN : seconds.get(seconds.size() - 1);
  }
}
