package dev.winnow.producers.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Metric;
import dev.winnow.producers.text.Plain;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a report. */
final class ReportTables {

  private static final int MOST_ENTRIES = 50;
  private static final int MOST_REASONS = 30;
  private static final int MOST_NAMES = 3;

  private final ReportSource source;
  private final List<String> metrics;

  ReportTables(ReportSource source) {
    this.source = source;
    this.metrics = source.metrics();
  }

  Optional<Section> board() {
    List<JsonNode> entries = source.entries();
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    List<String> columns = new ArrayList<>(List.of("#", "variant", "attempt"));
    metrics.forEach(metric -> columns.add(Plain.text(metric)));
    columns.addAll(List.of("P(best)", "ranks", "made by", "cost", "commit"));
    List<List<String>> rows = new ArrayList<>();
    entries.stream().limit(MOST_ENTRIES).forEach(entry -> rows.add(row(entry)));
    if (source.control().isObject()) {
      rows.add(row(source.control()));
    }
    List<String> notes = new ArrayList<>();
    if (entries.stream().anyMatch(entry -> entry.path("tied").asBoolean())) {
      notes.add("= not set apart from the first.");
    }
    if (entries.size() > MOST_ENTRIES) {
      notes.add("And %d more.".formatted(entries.size() - MOST_ENTRIES));
    }
    List<Boolean> right = new ArrayList<>(List.of(true, false, false));
    metrics.forEach(metric -> right.add(true));
    right.addAll(List.of(true, true, true, true, false));
    return Optional.of(new Section.Table("Board", columns, right, rows, String.join(" ", notes)));
  }

  private List<String> row(JsonNode entry) {
    boolean isBase = entry.path("rank").asInt() == 0;
    List<String> row = new ArrayList<>();
    row.add(
        isBase
            ? "base"
            : entry.path("rank").asText() + (entry.path("tied").asBoolean() ? "=" : ""));
    row.add(isBase ? "" : Plain.text(entry.path("variant").asText()));
    row.add(isBase ? "untouched" : Plain.text(entry.path("attemptId").asText()));
    metrics.forEach(metric -> row.add(Metric.meanAndInterval(entry, metric)));
    JsonNode chance = entry.path("probabilityBest");
    row.add(chance.isNumber() ? Plain.chance(chance.asDouble()) : "");
    int best = entry.path("bestRank").asInt();
    int worst = entry.path("worstRank").asInt();
    row.add(best == 0 || isBase ? "" : best == worst ? "" + best : best + "–" + worst);
    row.add(isBase ? "" : entry.path("size").asText());
    row.add(isBase ? "" : Plain.money(entry.path("cost").decimalValue()));
    row.add(Plain.commit(Plain.text(entry.path("commit").asText())));
    return row;
  }

  Optional<Section> groups() {
    JsonNode variants = source.verdict().path("variants");
    if (variants.isEmpty()) {
      return Optional.empty();
    }
    List<String> columns = new ArrayList<>(List.of("variant", "measured", "failed"));
    metrics.forEach(metric -> columns.add(Plain.text(metric)));
    columns.add("");
    List<Boolean> right = new ArrayList<>(List.of(false, true, true));
    metrics.forEach(metric -> right.add(true));
    right.add(false);
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode variant : variants) {
      List<String> row = new ArrayList<>();
      row.add(Plain.text(variant.path("variant").asText()));
      row.add(variant.path("attempts").asText());
      row.add(variant.path("failed").asText());
      metrics.forEach(metric -> row.add(Metric.meanAndInterval(variant, metric)));
      row.add(variant.path("tied").asBoolean() ? "not set apart from the first" : "");
      rows.add(row);
    }
    return Optional.of(new Section.Table("Variants as groups", columns, right, rows, ""));
  }

  Optional<Section> merged() {
    JsonNode merge = source.verdict().path("merge");
    if (!merge.isObject()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode entry : merge.path("entries")) {
      rows.add(
          List.of(
              Plain.text(entry.path("name").asText()),
              Plain.words(entry.path("state").asText()),
              Plain.text(entry.path("reason").asText())));
    }
    return Optional.of(
        new Section.Table(
            "What became of each patch",
            List.of("patch", "", "why"),
            List.of(false, false, false),
            rows,
            "Branch "
                + Plain.text(merge.path("branch").asText())
                + ": "
                + Plain.commit(Plain.text(merge.path("start").asText()))
                + " → "
                + Plain.commit(Plain.text(merge.path("head").asText()))));
  }

  Optional<Section> rejected() {
    Map<List<String>, List<String>> byReason = new LinkedHashMap<>();
    for (JsonNode one : source.verdict().path("rejected")) {
      String reason = Plain.text(one.path("reason").asText());
      byReason
          .computeIfAbsent(
              List.of(outcome(one), reason.isEmpty() ? "no reason was given" : reason),
              key -> new ArrayList<>())
          .add(Plain.text(one.path("attemptId").asText()));
    }
    if (byReason.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    byReason.entrySet().stream()
        .limit(MOST_REASONS)
        .forEach(
            entry ->
                rows.add(
                    List.of(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        Integer.toString(entry.getValue().size()),
                        names(entry.getValue()))));
    String note =
        byReason.size() > MOST_REASONS
            ? "And %d more reasons.".formatted(byReason.size() - MOST_REASONS)
            : "";
    return Optional.of(
        new Section.Table(
            "Not on the board",
            List.of("outcome", "reason", "attempts", "which"),
            List.of(false, false, true, false),
            rows,
            note));
  }

  private static String outcome(JsonNode rejection) {
    String outcome = rejection.path("outcome").asText();
    return outcome.equals("SUCCEEDED") ? "not measured" : Plain.words(outcome);
  }

  private static String names(List<String> names) {
    String shown = String.join(", ", names.stream().limit(MOST_NAMES).toList());
    return names.size() <= MOST_NAMES
        ? shown
        : shown + " and " + (names.size() - MOST_NAMES) + " more";
  }

  Section budget() {
    JsonNode budget = source.task().path("budget");
    JsonNode contest = source.contest();
    JsonNode spend = source.isDecided() ? source.verdict().path("spend") : contest.path("spend");
    List<List<String>> rows = new ArrayList<>();
    int done = contest.path("attemptsIssued").asInt() - contest.path("attemptsOpen").asInt();
    int attempts = budget.path("attempts").asInt();
    rows.add(List.of("attempts", Integer.toString(done), "" + attempts, share(done, attempts)));
    BigDecimal money = spend.path("money").decimalValue();
    JsonNode cap = budget.path("money");
    rows.add(
        List.of(
            "money",
            Plain.money(money),
            cap.isNumber() ? Plain.money(cap.decimalValue()) : "no cap",
            cap.isNumber() ? share(money.doubleValue(), cap.asDouble()) : ""));
    JsonNode agentCap = budget.path("agentMs");
    long agentMs = spend.path("agentMs").asLong();
    rows.add(
        List.of(
            "agents' time",
            Plain.duration(agentMs),
            agentCap.isNumber() ? Plain.duration(agentCap.asLong()) : "no cap",
            agentCap.isNumber() ? share((double) agentMs, agentCap.asDouble()) : ""));
    rows.add(
        List.of(
            "evaluators' time", Plain.duration(spend.path("evaluationMs").asLong()), "no cap", ""));
    Instant end =
        Instant.parse(
            (source.isDecided() ? source.verdict().path("decidedAt") : contest.path("updatedAt"))
                .asText());
    long wall = Duration.between(Instant.parse(contest.path("startedAt").asText()), end).toMillis();
    long wallCap = budget.path("wallTimeMs").asLong();
    rows.add(
        List.of(
            "wall time",
            Plain.duration(wall),
            Plain.duration(wallCap),
            share((double) wall, (double) wallCap)));
    return new Section.Table(
        "Spend against budget",
        List.of("", "used", "cap", "share"),
        List.of(false, true, true, true),
        Collections.unmodifiableList(rows),
        saved(source.verdict().path("savings")));
  }

  private static String share(double used, double cap) {
    return cap > 0 ? Math.round(100 * used / cap) + " %" : "";
  }

  private static String saved(JsonNode savings) {
    BigDecimal money = savings.path("money").decimalValue();
    long evaluationMs = savings.path("evaluationMs").asLong();
    if (!savings.isObject() || (evaluationMs == 0 && money.signum() == 0)) {
      return "";
    }
    return "Not spent, for it could not change the answer: %s of evaluators%s."
        .formatted(
            Plain.duration(evaluationMs), money.signum() > 0 ? ", " + Plain.money(money) : "");
  }
}
