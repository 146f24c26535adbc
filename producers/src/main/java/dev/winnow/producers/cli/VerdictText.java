package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A verdict as text: who won and why, what a person should know before trusting that, what was
 * rejected and why, what it cost and saved, what to do next.
 */
final class VerdictText {

  private static final int LABEL = 12;
  private static final int MOST_REASONS = 20;
  private static final int MOST_NAMES = 6;
  private static final String TIE_SET = "TIE_SET";

  /** What the first of the kept patches is called, by kind; other kinds keep none. */
  private static final Map<String, String> LABELS =
      Map.of("WINNER", "Winner:", TIE_SET, "First:", "CANCELLED", "Ahead:");

  private final List<String> metrics;
  private final int width;

  /**
   * A way to draw verdicts.
   *
   * @param metrics names of the objectives' metrics, most important first; may be empty
   * @param width of the terminal, in characters
   */
  VerdictText(List<String> metrics, int width) {
    this.metrics = List.copyOf(metrics);
    this.width = width;
  }

  List<String> lines(JsonNode verdict) {
    List<String> lines = new ArrayList<>();
    String task = Plain.text(verdict.path("taskId").asText());
    String kind = verdict.path("kind").asText();
    JsonNode merge = verdict.path("merge");
    String summary = merge.isObject() ? MergeText.summary(merge) : Plain.words(kind);
    lines.addAll(Plain.wrap("Verdict of " + task + ": " + summary, width));
    lines.addAll(indented("", Plain.text(verdict.path("reason").asText()), 2));
    addWarnings(verdict.path("warnings"), lines);
    if (merge.isObject()) {
      addBlock(new MergeText(metrics, width).lines(merge), lines);
      addMergeAccount(verdict, lines);
      return lines;
    }
    String label = LABELS.getOrDefault(kind, "");
    boolean hasPatch = !label.isEmpty() && !verdict.path("kept").isEmpty();
    if (hasPatch) {
      addKept(label, verdict, lines);
    }
    addBehaviours(verdict.path("behaviours"), lines);
    addBlock(new VariantsText(metrics, width).lines(verdict.path("variants")), lines);
    addRejected(verdict.path("rejected"), lines);
    if (!kind.equals("REFUSED")) {
      addAccount(verdict, lines);
    }
    if (hasPatch) {
      lines.add("");
      lines.add("Fetch it:   winnow fetch " + task);
      if (kind.equals(TIE_SET) && verdict.path("kept").size() > 1) {
        lines.add("Or another: winnow fetch " + task + " --rank 2");
      }
    }
    return lines;
  }

  private void addWarnings(JsonNode warnings, List<String> lines) {
    if (!warnings.isEmpty()) {
      lines.add("");
      warnings.forEach(warning -> add(lines, "Warning:", Plain.text(warning.asText())));
    }
  }

  private static void addBlock(List<String> block, List<String> lines) {
    if (!block.isEmpty()) {
      lines.add("");
      lines.addAll(block);
    }
  }

  private void addKept(String label, JsonNode verdict, List<String> lines) {
    JsonNode winner = verdict.path("kept").get(0);
    lines.add("");
    add(
        lines,
        label,
        "%s, commit %s"
            .formatted(
                Plain.text(winner.path("attemptId").asText()),
                Plain.commit(Plain.text(winner.path("commit").asText()))));
    JsonNode diff = winner.path("diff");
    boolean isBase =
        winner.path("commit").asText().equals(verdict.path("repository").path("base").asText());
    add(
        lines,
        "Change:",
        isBase
            ? "none: it is the base, with the parameters of variant "
                + Plain.text(winner.path("variant").asText())
            : "%s, +%d -%d; %s made it"
                .formatted(
                    Plain.count(diff.path("files").asInt(), "file"),
                    diff.path("insertions").asInt(),
                    diff.path("deletions").asInt(),
                    Plain.count(winner.path("size").asInt(1), "attempt")));
    lines.add("");
    lines.addAll(
        new BoardText(metrics, width)
            .lines(verdict.path("kept"), verdict.path("control"), Integer.MAX_VALUE));
    addBlock(new FreshText(metrics, width).lines(verdict.path("kept")), lines);
    if (!verdict.path("tieSet").isEmpty()) {
      lines.add("");
      add(lines, "Tied:", tied(verdict) + ": " + whyTied(verdict));
    }
    addBlock(new OpinionsText(width).lines(verdict.path("judging")), lines);
  }

  private static String whyTied(JsonNode verdict) {
    if (!verdict.path("kind").asText().equals(TIE_SET)) {
      return "no objective sets them apart from the winner";
    }
    boolean isOpinion = verdict.path("judging").path("first").isTextual();
    return "the data do not set %s apart from them; it goes first by %s"
        .formatted(
            Plain.text(verdict.path("kept").get(0).path("attemptId").asText()),
            isOpinion ? "the judge's opinion" : "cost, then by the size of its change");
  }

  /** Attempts of the tied clusters where the verdict names them, else the clusters' ids. */
  private static String tied(JsonNode verdict) {
    Map<String, String> attempts = new HashMap<>();
    for (JsonNode known : List.of(verdict.path("kept"), verdict.path("judging").path("opinions"))) {
      known.forEach(
          entry ->
              attempts.put(entry.path("clusterId").asText(), entry.path("attemptId").asText()));
    }
    return names(
        BoardText.stream(verdict.path("tieSet"))
            .map(JsonNode::asText)
            .map(cluster -> Plain.text(attempts.getOrDefault(cluster, Plain.commit(cluster))))
            .toList());
  }

  /** Who agrees with whom, as far as the tests can tell. */
  private void addBehaviours(JsonNode behaviours, List<String> lines) {
    if (behaviours.isEmpty()) {
      return;
    }
    List<String> groups =
        BoardText.stream(behaviours)
            .map(
                group ->
                    Plain.count(group.path("attempts").asInt(), "attempt")
                        + " like "
                        + Plain.text(group.path("attemptId").asText()))
            .toList();
    lines.add("");
    add(lines, "Tests:", "came to the same for " + names(groups));
  }

  private void addRejected(JsonNode rejected, List<String> lines) {
    if (rejected.isEmpty()) {
      return;
    }
    Map<String, Map<String, List<String>>> byOutcome = new LinkedHashMap<>();
    for (JsonNode one : rejected) {
      byOutcome
          .computeIfAbsent(one.path("outcome").asText(), outcome -> new LinkedHashMap<>())
          .computeIfAbsent(Plain.text(one.path("reason").asText()), reason -> new ArrayList<>())
          .add(Plain.text(one.path("attemptId").asText()));
    }
    lines.add("");
    lines.add("Not on the board:");
    int shown = 0;
    int hidden = 0;
    for (Map.Entry<String, Map<String, List<String>>> outcome : byOutcome.entrySet()) {
      int attempts = outcome.getValue().values().stream().mapToInt(List::size).sum();
      lines.add("  " + heading(outcome.getKey()) + " (" + attempts + ")");
      for (Map.Entry<String, List<String>> reason : outcome.getValue().entrySet()) {
        if (shown++ >= MOST_REASONS) {
          hidden += reason.getValue().size();
          continue;
        }
        String why = reason.getKey().isEmpty() ? "no reason was given" : reason.getKey();
        lines.addAll(indented("", names(reason.getValue()) + ": " + why, 4));
      }
    }
    if (hidden > 0) {
      lines.add("  " + Plain.count(hidden, "more attempt") + ": see --json");
    }
  }

  /** A patch that is there and not on the board was never measured: nothing was wrong with it. */
  private static String heading(String outcome) {
    return outcome.equals("SUCCEEDED") ? "not measured" : Plain.words(outcome);
  }

  private void addAccount(JsonNode verdict, List<String> lines) {
    lines.add("");
    int run = verdict.path("attemptsRun").asInt();
    String outcomes = ProgressText.outcomes(verdict.path("attemptsByOutcome"));
    add(
        lines,
        "Attempts:",
        "%d of %d run%s"
            .formatted(
                run,
                verdict.path("attemptsPlanned").asInt(),
                outcomes.isEmpty() ? "" : ": " + outcomes));
    int evaluations = verdict.path("evaluations").asInt();
    long samples = verdict.path("samples").asLong();
    int duplicates = verdict.path("duplicates").asInt();
    add(
        lines,
        "Evaluations:",
        "%d over %s%s; %s needed none"
            .formatted(
                evaluations,
                Plain.count(verdict.path("clusters").asInt(), "cluster"),
                samples > 0 ? ", " + Plain.count(samples, "sample") : "",
                Plain.count(duplicates, "duplicate")));
    String hosts = HostsText.line(verdict.path("hosts"));
    if (!hosts.isEmpty()) {
      add(lines, "Measured on:", hosts);
    }
    JsonNode audit = verdict.path("audit");
    if (audit.isObject()) {
      add(lines, "Evaluator:", "audited: " + AuditText.share(audit));
    }
    add(lines, "Spent:", ProgressText.spend(verdict.path("spend")));
    String saved = SavingsText.line(verdict.path("savings"));
    if (!saved.isEmpty()) {
      add(lines, "Saved:", saved);
    }
  }

  private void addMergeAccount(JsonNode verdict, List<String> lines) {
    lines.add("");
    add(lines, "Branch:", MergeText.branch(verdict.path("merge")));
    add(
        lines,
        "Combined:",
        "%s; %s, %s"
            .formatted(
                Plain.count(verdict.path("merge").path("combinations").asInt(), "combination"),
                Plain.count(verdict.path("evaluations").asInt(), "evaluation"),
                Plain.count(verdict.path("samples").asLong(), "sample")));
    add(lines, "Spent:", ProgressText.spend(verdict.path("spend")));
  }

  private void add(List<String> lines, String label, String text) {
    List<String> wrapped = indented(label, text, LABEL + 1);
    lines.addAll(wrapped);
  }

  private List<String> indented(String label, String text, int indent) {
    List<String> lines = new ArrayList<>();
    for (String line : Plain.wrap(text, Math.max(20, width - indent))) {
      String start = lines.isEmpty() ? label : "";
      lines.add(start + " ".repeat(Math.max(1, indent - start.length())) + line);
    }
    return lines;
  }

  private static String names(List<String> names) {
    String shown = String.join(", ", names.stream().limit(MOST_NAMES).toList());
    return names.size() <= MOST_NAMES
        ? shown
        : shown + " and " + (names.size() - MOST_NAMES) + " more";
  }
}
