package dev.winnow.benchmarks.drift;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.benchmarks.drift.DriftScore.Verdict;
import dev.winnow.benchmarks.quality.Proportion;
import dev.winnow.worker.docs.drift.Drift;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was found, for people, and what they are asked about it. */
final class DriftReport {
  private static final String ROW =
      "%-26s %7s %5s %5s %5s %5s %7s  %-22s %-22s %-22s %-24s %-24s %7s %7s%n";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PULL_REQUESTS = 20;

  private final PrintWriter out;
  private final Labels labels;

  DriftReport(PrintWriter out, Labels labels) {
    this.out = out;
    this.labels = labels;
  }

  /** Prints a row for each repository, each half and all of them. */
  void print(List<Checked> all) {
    out.printf(
        ROW,
        "repository",
        "commits",
        "cases",
        "found",
        "right",
        "wrong",
        "unknown",
        "precision (95 %)",
        "if unknown is wrong",
        "recall (95 %)",
        "false in 20 PRs",
        "if unknown is",
        "median",
        "slowest");
    SortedMap<String, List<Checked>> byRepository = new TreeMap<>();
    all.forEach(
        each ->
            byRepository.computeIfAbsent(each.repository(), name -> new ArrayList<>()).add(each));
    byRepository.forEach((name, some) -> row(name, some));
    for (Half half : Half.values()) {
      String name = half.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      row(name + " half", all.stream().filter(c -> Half.of(c.repository()) == half).toList());
    }
    row("all", all);
    for (Checked checked : all) {
      if (!checked.failure().isEmpty()) {
        out.printf("%s %s: %s%n", checked.repository(), checked.commit(), checked.failure());
      }
    }
    out.printf(
        "%nIn brackets the bounds of Wilson (1927). False in 20 pull requests: how many findings;"
            + " how many commits with any.%n");
    out.flush();
  }

  private void row(String name, List<Checked> some) {
    DriftScore score = DriftScore.of(some, labels);
    out.printf(
        Locale.ROOT,
        ROW,
        name,
        score.commits(),
        score.positives(),
        score.found(),
        score.right(),
        score.wrong(),
        score.unlabelled(),
        share(score.precision()),
        share(score.leastPrecision()),
        share(score.recall()),
        rate(score.wrong(), score.wrongCommits()),
        rate(score.wrong() + score.unlabelled(), score.mostWrongCommits()),
        String.format(Locale.ROOT, "%.2f s", score.median()),
        String.format(Locale.ROOT, "%.2f s", score.slowest()));
  }

  private static String share(Proportion share) {
    return share.isKnown()
        ? String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", share.value(), share.low(), share.high())
        : "none";
  }

  private static String rate(int findings, Proportion commits) {
    return commits.isKnown()
        ? String.format(
            Locale.ROOT,
            "%.2f; %.2f [%.2f, %.2f]",
            (double) findings * PULL_REQUESTS / commits.size(),
            commits.value() * PULL_REQUESTS,
            commits.low() * PULL_REQUESTS,
            commits.high() * PULL_REQUESTS)
        : "none";
  }

  /** Prints the cases that were not found. */
  void printMissed(List<Checked> all) {
    for (Checked checked : all) {
      for (DriftCase positive : checked.positives()) {
        if (!checked.isFound(positive)) {
          out.println("missed " + positive.json());
        }
      }
    }
    out.flush();
  }

  /** What a reader is to label: each line is a label once its {@code label} is true or false. */
  List<String> questions(List<Checked> all) {
    List<String> questions = new ArrayList<>();
    for (Checked checked : all) {
      for (Finding finding : checked.findings()) {
        if (DriftScore.verdict(checked, finding, labels) == Verdict.UNLABELLED) {
          questions.add(question(checked, finding).toString());
        }
      }
    }
    return questions;
  }

  private static ObjectNode question(Checked checked, Finding finding) {
    Drift drift = finding.drift();
    var first = drift.lines().get(0);
    ObjectNode node =
        JSON.createObjectNode()
            .put("repository", checked.repository())
            .put("commit", checked.commit())
            .put("document", first.file())
            .put("line", first.line())
            .put("element", drift.element())
            .putNull("label")
            .put("by", "")
            .put("kind", checked.positives().isEmpty() ? "negative" : "positive")
            .put("rule", drift.rule())
            .put("message", drift.message())
            .put("docText", finding.docText());
    drift
        .code()
        .ifPresent(
            code ->
                node.put("code", code.file() + ":" + code.line())
                    .put("codeText", finding.codeText()));
    drift.now().ifPresent(now -> node.put("now", now));
    return node;
  }

  /** How many findings each rule has, by what is said of them. */
  void printRules(List<Checked> all) {
    SortedMap<String, Map<Verdict, Integer>> rules = new TreeMap<>();
    for (Checked checked : all) {
      for (Finding finding : checked.findings()) {
        rules
            .computeIfAbsent(finding.drift().rule(), rule -> new EnumMap<>(Verdict.class))
            .merge(DriftScore.verdict(checked, finding, labels), 1, Integer::sum);
      }
    }
    rules.forEach(
        (rule, counts) ->
            out.printf(
                "%-40s %d right, %d wrong, %d unknown%n",
                rule,
                counts.getOrDefault(Verdict.RIGHT, 0),
                counts.getOrDefault(Verdict.WRONG, 0),
                counts.getOrDefault(Verdict.UNLABELLED, 0)));
    out.flush();
  }
}
