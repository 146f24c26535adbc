package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is known of a task that is decided.
 *
 * @param attempts in the order of their ids
 * @param standings of all clusters, in the order of their ids
 * @param board those that are ranked, best first
 */
record ContestEnd(
    Contest contest,
    Verdict verdict,
    List<Attempt> attempts,
    List<Standing> standings,
    List<Standing> board) {

  /** Asks for it. */
  static ContestEnd read(Answers answers, String taskId) throws IOException, InterruptedException {
    return new ContestEnd(
        answers.contest(taskId).orElseThrow(() -> new IOException("no contest " + taskId)),
        answers.verdict(taskId).orElseThrow(() -> new IOException("no verdict of " + taskId)),
        answers.attempts(taskId),
        answers.standings(taskId),
        answers.board(taskId));
  }

  /**
   * What does not depend on when and how often something was run, a line a thing: by its name, what
   * is known of it. Times, workers, versions, spend and the commits' ids, in which the task's name
   * is, are left out.
   */
  Map<String, String> lasting() {
    Map<String, String> lasting = new TreeMap<>();
    int rank = 0;
    for (Standing standing : board) {
      rank++;
      lasting.put("board %05d".formatted(rank), standing.getClusterId() + candidate(standing));
    }
    for (Standing standing : standings) {
      lasting.put("standing " + standing.getClusterId(), candidate(standing));
    }
    for (Attempt attempt : attempts) {
      lasting.put("attempt " + attempt.getAttemptId(), attempt(attempt));
    }
    lasting.put("verdict", verdict(verdict));
    return lasting;
  }

  private static String candidate(Standing standing) {
    return " %s %s of %s, %d attempts, %d rungs, %s, cost %s, %s"
        .formatted(
            standing.getState(),
            standing.getOutcome().map(Outcome::name).orElse("no outcome"),
            standing.getAttemptId(),
            standing.getSize(),
            standing.getRungsPassed(),
            metrics(standing.getMetrics()),
            plain(standing.getCost()),
            diff(standing.getDiff()));
  }

  private static String metrics(Map<String, MetricSummary> metrics) {
    Map<String, String> figures = new TreeMap<>();
    metrics.forEach(
        (name, summary) -> figures.put(name, summary.getMean() + " × " + summary.getCount()));
    return figures.toString();
  }

  private static String diff(DiffStatistics diff) {
    return "%d files +%d -%d".formatted(diff.getFiles(), diff.getInsertions(), diff.getDeletions());
  }

  private static String attempt(Attempt attempt) {
    return "%s %s %s cost %s, exit %s"
        .formatted(
            attempt.getVariant(),
            attempt.getOutcome().map(Outcome::name).orElse("no outcome"),
            attempt.getClusterId().orElse("no cluster"),
            attempt.getCost().map(ContestEnd::plain).orElse("unknown"),
            attempt.getExitStatus().map(String::valueOf).orElse("none"));
  }

  private static String verdict(Verdict verdict) {
    return "%s, kept %s, ties %s, %d of %d attempts %s, %d clusters, %d duplicates, %d samples"
        .formatted(
            verdict.getKind(),
            verdict.getKept().stream().map(LeaderboardEntry::getClusterId).toList(),
            verdict.getTieSet(),
            verdict.getAttemptsRun(),
            verdict.getAttemptsPlanned(),
            new TreeMap<>(verdict.getAttemptsByOutcome()),
            verdict.getClusters(),
            verdict.getDuplicates(),
            verdict.getSamples());
  }

  private static String plain(BigDecimal money) {
    return money.stripTrailingZeros().toPlainString();
  }

  /** Where two ends differ in what lasts: lines that say both. */
  static List<String> differences(ContestEnd expected, ContestEnd end) {
    Map<String, String> wanted = expected.lasting();
    Map<String, String> found = end.lasting();
    List<String> differences = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(found.get(name))) {
            differences.add("%s: %s instead of %s".formatted(name, found.get(name), value));
          }
        });
    found.forEach(
        (name, value) -> {
          if (!wanted.containsKey(name)) {
            differences.add("%s: %s instead of nothing".formatted(name, value));
          }
        });
    return differences;
  }
}
