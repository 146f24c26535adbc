package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Scores as tables for people. */
final class TextReport {
  private static final String ROW = "%-12s %-26s %6s %5s %5s %5s %5s %11s  %-22s %-22s%n";

  private final PrintWriter out;

  TextReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints how each judge did; those after the first are its peers. */
  void print(Suite suite, List<Score> scores) {
    out.printf(
        Locale.ROOT,
        ROW,
        "kind",
        "judge",
        "cases",
        "TP",
        "FP",
        "FN",
        "TN",
        "unreadable",
        "precision (95 %)",
        "recall (95 %)");
    for (ContractKind kind : ContractKind.values()) {
      for (Score score : scores) {
        if (score.counts().containsKey(kind)) {
          row(KindNames.name(kind), score.judge(), score.counts().get(kind));
        }
      }
    }
    if (!scores.isEmpty()) {
      row("all", scores.get(0).judge(), scores.get(0).total());
    }
    disputed(scores);
    if (!suite.problems().isEmpty()) {
      out.printf("%n%d bad cases, not counted:%n", suite.problems().size());
      suite.problems().forEach(problem -> out.println("  " + problem));
    }
    out.printf(
        "%nPrecision: breaks among what is called one. Recall: breaks that are found. In brackets%n"
            + "the bounds of Wilson (1927). What is unreadable counts as not found.%n");
    out.flush();
  }

  /** Prints the cases that each judge got wrong, and what it found in them. */
  void printFailures(List<Score> scores) {
    for (Score score : scores) {
      out.printf("%n%s: %d wrong%n", score.judge(), score.misses().size());
      for (Score.Miss miss : score.misses()) {
        LabelledCase labelled = miss.labelled();
        out.printf(
            "  %s%s %s %s (%s)%n",
            labelled.disputed() ? "disputed " : "",
            miss.sort(),
            KindNames.name(labelled.kind()),
            labelled.name(),
            labelled.source());
        if (!labelled.why().isEmpty()) {
          out.printf("      label: %s%n", labelled.why());
        }
        miss.judgement().grounds().forEach(ground -> out.printf("      %s%n", ground));
      }
    }
    out.flush();
  }

  private void disputed(List<Score> scores) {
    if (scores.stream().allMatch(score -> score.disputed().isEmpty())) {
      return;
    }
    out.printf("%nDisputed cases, not counted above: called as they are labelled%n");
    for (ContractKind kind : ContractKind.values()) {
      for (Score score : scores) {
        Counts counts = score.disputed().get(kind);
        if (counts != null) {
          out.printf(
              "  %-12s %-26s %d of %d%n",
              KindNames.name(kind),
              score.judge(),
              counts.truePositives() + counts.trueNegatives(),
              counts.cases());
        }
      }
    }
  }

  private void row(String kind, String judge, Counts counts) {
    out.printf(
        Locale.ROOT,
        ROW,
        kind,
        judge,
        counts.cases(),
        counts.truePositives(),
        counts.falsePositives(),
        counts.falseNegatives(),
        counts.trueNegatives(),
        counts.unreadable(),
        percent(counts.precision()),
        percent(counts.recall()));
  }

  private static String percent(Proportion proportion) {
    return proportion.isKnown()
        ? String.format(
            Locale.ROOT,
            "%.3f [%.3f, %.3f]",
            proportion.value(),
            proportion.low(),
            proportion.high())
        : "none";
  }
}
