package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.audit.Wilson;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** An audit as text. */
final class AuditText {

  /** A mutant of Winnow's own has one place; a command's may have more. */
  private static final int MOST_LINES = 12;

  private AuditText() {}

  /** The figures: {@code 19 of 30 mutants of the base killed, 63 % [46, 78]}. */
  static String share(JsonNode audit) {
    int mutants = audit.path("mutants").asInt();
    int killed = audit.path("killed").asInt();
    Wilson interval = Wilson.of(killed, mutants);
    return "%d of %s of the base killed, %d %% [%d, %d]"
        .formatted(
            killed,
            Plain.count(mutants, "mutant"),
            percent((double) killed / mutants),
            percent(interval.low()),
            percent(interval.high()));
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }

  /** All of a report, as {@code winnow audit} writes it. */
  static List<String> lines(JsonNode report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Audit of the evaluator of %s: %s"
            .formatted(Plain.text(report.path("taskId").asText()), share(report)));
    add(lines, "  killed at rung ", counts(report.path("killedByRung")));
    add(lines, "  killed by operator ", operators(report.path("operators")));
    int possible = report.path("possible").asInt();
    add(lines, "  drawn from ", possible > 0 ? possible + " that the operators can make" : "");
    addSurvivors(report.path("survivors"), lines);
    addRest(report, lines);
    return lines;
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(label + text);
    }
  }

  private static String counts(JsonNode counts) {
    return String.join(
        ", ",
        counts.properties().stream()
            .map(entry -> Plain.text(entry.getKey()) + " " + entry.getValue().asInt())
            .toList());
  }

  private static String operators(JsonNode operators) {
    return String.join(
        ", ",
        operators.properties().stream()
            .map(
                entry ->
                    "%s %d of %d"
                        .formatted(
                            Plain.text(entry.getKey()),
                            entry.getValue().path("killed").asInt(),
                            entry.getValue().path("mutants").asInt()))
            .toList());
  }

  private static void addSurvivors(JsonNode survivors, List<String> lines) {
    if (survivors.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Survived. Look at each: some do what the base does, and no test could tell.");
    for (JsonNode survivor : survivors) {
      String operator = Plain.text(survivor.path("operator").asText());
      String attempt = Plain.text(survivor.path("attemptId").asText());
      JsonNode changes = survivor.path("changes");
      if (changes.isEmpty()) {
        lines.add("  %s: %s, commit %s".formatted(attempt, operator, commit(survivor)));
      }
      for (JsonNode change : changes) {
        lines.add(
            "  %s:%d: %s (%s)"
                .formatted(
                    Plain.text(change.path("file").asText()),
                    change.path("line").asInt(),
                    operator,
                    attempt));
        List<String> diff = new ArrayList<>();
        change.path("removed").forEach(line -> diff.add("    - " + Plain.text(line.asText())));
        change.path("added").forEach(line -> diff.add("    + " + Plain.text(line.asText())));
        lines.addAll(diff.subList(0, Math.min(MOST_LINES, diff.size())));
        if (diff.size() > MOST_LINES) {
          lines.add("    " + Plain.count(diff.size() - MOST_LINES, "more line"));
        }
      }
    }
  }

  private static String commit(JsonNode survivor) {
    return Plain.commit(Plain.text(survivor.path("commit").asText()));
  }

  private static void addRest(JsonNode report, List<String> lines) {
    List<String> rest = new ArrayList<>();
    int duplicates = report.path("duplicates").asInt();
    if (duplicates > 0) {
      rest.add(Plain.count(duplicates, "duplicate"));
    }
    report
        .path("reasons")
        .properties()
        .forEach(
            entry -> rest.add(entry.getValue().asInt() + " where " + Plain.text(entry.getKey())));
    if (!rest.isEmpty()) {
      lines.add("");
      lines.add("Not counted: " + String.join("; ", rest));
    }
    int unreadable = report.path("unreadableFiles").asInt();
    if (unreadable > 0) {
      lines.add("Not mutated: " + Plain.count(unreadable, "file") + " that cannot be read as Java");
    }
  }
}
