package dev.winnow.producers.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.report.Section.Fact;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** What a report says, section by section. */
final class ReportSections {

  private final ReportSource source;
  private final JsonNode task;
  private final JsonNode verdict;
  private final ReportTables tables;
  private final List<Section> sections = new ArrayList<>();

  ReportSections(ReportSource source) {
    this.source = source;
    this.task = source.task();
    this.verdict = source.verdict();
    this.tables = new ReportTables(source);
  }

  Report report() {
    String id = Plain.text(source.contest().path("taskId").asText());
    warnings();
    sections.add(new Section.Facts("Evidence", evidence()));
    IntervalPlot.of(source)
        .ifPresent(
            svg ->
                sections.add(
                    new Section.Plot(
                        "Intervals",
                        svg,
                        "Mean and interval of "
                            + Plain.text(source.metrics().get(0))
                            + "; all intervals hold together at the task's confidence. Those that"
                            + " are not set apart from the first are drawn hollow.")));
    tables.board().ifPresent(sections::add);
    RacePlot.of(source)
        .ifPresent(
            svg ->
                sections.add(
                    new Section.Plot(
                        "Race",
                        svg,
                        "How "
                            + Plain.text(source.metrics().get(0))
                            + " of the first of the board came to be what it is.")));
    tables.groups().ifPresent(sections::add);
    tables.merged().ifPresent(sections::add);
    tables.rejected().ifPresent(sections::add);
    sections.add(tables.budget());
    sections.add(new Section.Facts("How it was decided", rules()));
    return new Report("Winnow: " + id, summary(), sections);
  }

  private String summary() {
    if (source.isDecided()) {
      return Plain.words(verdict.path("kind").asText())
          + ": "
          + Plain.text(verdict.path("reason").asText());
    }
    int planned = source.contest().path("attemptsPlanned").asInt();
    int done =
        source.contest().path("attemptsIssued").asInt()
            - source.contest().path("attemptsOpen").asInt();
    return "%s, not decided yet: %d of %s in, %d measured"
        .formatted(
            Plain.words(source.contest().path("status").asText()),
            done,
            Plain.count(planned, "attempt"),
            source.contest().path("measured").asInt());
  }

  private void warnings() {
    List<String> warnings = new ArrayList<>();
    verdict.path("warnings").forEach(warning -> warnings.add(Plain.text(warning.asText())));
    if (source.board().path("hosts").size() > 1) {
      warnings.add(
          "It was measured on %d kinds of machine, which are not comparable as such."
              .formatted(source.board().path("hosts").size()));
    }
    if (!warnings.isEmpty()) {
      sections.add(new Section.Sentences("Warnings", true, warnings));
    }
  }

  private List<Fact> evidence() {
    List<Fact> facts = new ArrayList<>();
    List<JsonNode> entries = source.entries();
    if (!verdict.path("kept").isEmpty()) {
      JsonNode first = verdict.path("kept").get(0);
      facts.add(
          new Fact(
              verdict.path("kind").asText().equals("WINNER") ? "Winner" : "First",
              "%s, commit %s"
                  .formatted(
                      Plain.text(first.path("attemptId").asText()),
                      Plain.commit(Plain.text(first.path("commit").asText())))));
      JsonNode diff = first.path("diff");
      facts.add(
          new Fact(
              "Change",
              "%s, +%d -%d; %s made it"
                  .formatted(
                      Plain.count(diff.path("files").asInt(), "file"),
                      diff.path("insertions").asInt(),
                      diff.path("deletions").asInt(),
                      Plain.count(first.path("size").asInt(1), "attempt"))));
    } else if (!entries.isEmpty()) {
      facts.add(new Fact("In the lead", Plain.text(entries.get(0).path("attemptId").asText())));
    }
    if (!entries.isEmpty() && entries.get(0).path("probabilityBest").isNumber()) {
      facts.add(
          new Fact("P(best)", Plain.chance(entries.get(0).path("probabilityBest").asDouble())));
    }
    long ties = entries.stream().filter(entry -> entry.path("tied").asBoolean()).count();
    if (ties > 0) {
      facts.add(new Fact("Not set apart from it", Plain.count(ties, "candidate")));
    }
    facts.add(
        new Fact(
            "Evaluated",
            "%s, %s; %s needed none"
                .formatted(
                    Plain.count(source.contest().path("clusters").asInt(), "cluster"),
                    Plain.count(source.contest().path("samples").asLong(), "sample"),
                    Plain.count(source.contest().path("duplicates").asInt(), "duplicate"))));
    JsonNode audit = verdict.path("audit");
    if (audit.isObject()) {
      facts.add(
          new Fact(
              "Evaluator",
              "%d of %s of the base killed in an audit"
                  .formatted(
                      audit.path("killed").asInt(),
                      Plain.count(audit.path("mutants").asInt(), "mutant"))));
    }
    JsonNode judging = verdict.path("judging");
    if (judging.isObject()) {
      facts.add(
          new Fact(
              "Judge, an opinion",
              "%d of %s count; %s first"
                  .formatted(
                      judging.path("counted").asInt(),
                      Plain.count(judging.path("asked").asInt(), "vote"),
                      judging.path("first").isTextual() ? "it named the" : "it named no")));
    }
    JsonNode hosts = source.isDecided() ? verdict.path("hosts") : source.contest().path("hosts");
    if (!hosts.isEmpty()) {
      List<String> kinds = new ArrayList<>();
      hosts
          .properties()
          .forEach(
              host ->
                  kinds.add(
                      "%s (%s)"
                          .formatted(
                              Plain.text(host.getKey()),
                              Plain.count(host.getValue().asLong(), "sample"))));
      kinds.sort(null);
      facts.add(new Fact("Measured on", String.join("; ", kinds)));
    }
    return facts;
  }

  private List<Fact> rules() {
    List<Fact> facts = new ArrayList<>();
    List<String> objectives = new ArrayList<>();
    for (JsonNode objective : task.path("objectives")) {
      objectives.add(
          "%s %s, tolerance %s%s"
              .formatted(
                  Plain.words(objective.path("direction").asText()),
                  Plain.text(objective.path("metric").asText()),
                  Plain.number(objective.path("tolerance").asDouble()),
                  objective.path("exact").asBoolean() ? ", exact" : ""));
    }
    facts.add(new Fact("Objectives", String.join("; ", objectives)));
    JsonNode decision = task.path("decision");
    facts.add(
        new Fact("Confidence", Plain.number(decision.path("confidence").asDouble() * 100) + " %"));
    facts.add(
        new Fact(
            "Samples",
            "at most %d of one candidate, and %d fresh ones of those that are kept"
                .formatted(
                    decision.path("maxSamples").asInt(), decision.path("confirmSamples").asInt())));
    JsonNode repository = task.path("repository");
    facts.add(
        new Fact(
            "Base",
            "%s of %s"
                .formatted(
                    Plain.commit(Plain.text(repository.path("base").asText())),
                    Plain.text(repository.path("url").asText()))));
    facts.add(new Fact("Started", second(source.contest().path("startedAt"))));
    if (source.isDecided()) {
      facts.add(new Fact("Decided", second(verdict.path("decidedAt"))));
      if (verdict.path("grade").asInt() > 1) {
        facts.add(new Fact("Grading", "number " + verdict.path("grade").asInt()));
      }
    }
    return facts;
  }

  /** A time to the second: {@code 2026-01-02T03:04:05Z}. */
  private static String second(JsonNode time) {
    return time.asText().replaceFirst("\\.\\d+Z$", "Z");
  }
}
