package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A leaderboard as text: rank, variant, attempt, the objectives' means, how many attempts made the
 * change, what they cost. Where the width is short, names are shortened first, then the variant is
 * left out (the attempt's name starts with it), then the half-widths.
 */
final class BoardText {

  private static final int SHORTEST_VARIANT = 8;
  private static final int SHORTEST_ATTEMPT = 12;

  private final List<String> metrics;
  private final int width;

  /**
   * A way to draw boards.
   *
   * @param metrics names of the objectives' metrics, most important first; if empty, all metrics of
   *     the first entry are shown
   * @param width of the terminal, in characters
   */
  BoardText(List<String> metrics, int width) {
    this.metrics = List.copyOf(metrics);
    this.width = width;
  }

  /** The metrics of a task's objectives, from the answer of {@code GET /v1/tasks/{id}}. */
  static List<String> metrics(JsonNode answer) {
    return stream(answer.path("task").path("objectives"))
        .map(objective -> objective.path("metric").asText())
        .toList();
  }

  /**
   * Draws entries.
   *
   * @param entries of a leaderboard or a verdict, best first
   * @param limit at most so many are shown
   */
  List<String> lines(JsonNode entries, int limit) {
    if (entries.isEmpty()) {
      return List.of("Nothing is ranked yet.");
    }
    List<JsonNode> shown = stream(entries).limit(limit).toList();
    TextTable table = fitted(shown);
    List<String> lines = new ArrayList<>();
    table.lines().forEach(line -> lines.add(Plain.shorten(line, width)));
    if (entries.size() > shown.size()) {
      lines.add("... and " + (entries.size() - shown.size()) + " more");
    }
    return lines;
  }

  private TextTable fitted(List<JsonNode> entries) {
    TextTable widest = table(entries, Layout.WIDEST);
    int excess = widest.width() - width;
    if (excess <= 0) {
      return widest;
    }
    int variant = Math.max(SHORTEST_VARIANT, widest.width(1) - excess);
    excess -= widest.width(1) - Math.min(variant, widest.width(1));
    int attempt = Math.max(SHORTEST_ATTEMPT, widest.width(2) - Math.max(0, excess));
    TextTable shortened = table(entries, new Layout(variant, attempt, true));
    if (shortened.width() <= width) {
      return shortened;
    }
    for (boolean halfWidths : List.of(true, false)) {
      TextTable full = table(entries, new Layout(0, Integer.MAX_VALUE, halfWidths));
      int room = full.width(1) - Math.max(0, full.width() - width);
      TextTable narrow =
          table(entries, new Layout(0, Math.max(SHORTEST_ATTEMPT, room), halfWidths));
      if (narrow.width() <= width || !halfWidths) {
        return narrow;
      }
    }
    throw new IllegalStateException("the last layout is always taken");
  }

  private TextTable table(List<JsonNode> entries, Layout layout) {
    List<String> names = metrics.isEmpty() ? names(entries.get(0).path("metrics")) : metrics;
    List<String> header = new ArrayList<>(List.of("#"));
    List<Boolean> right = new ArrayList<>(List.of(true));
    if (layout.variant > 0) {
      header.add("variant");
      right.add(false);
    }
    header.add("attempt");
    right.add(false);
    for (String name : names) {
      header.add(Plain.text(name));
      right.add(true);
    }
    header.addAll(List.of("size", "cost"));
    right.addAll(List.of(true, true));
    TextTable table = new TextTable(right);
    table.add(header);
    entries.forEach(entry -> table.add(row(entry, names, layout)));
    return table;
  }

  private static List<String> row(JsonNode entry, Collection<String> names, Layout layout) {
    List<String> row = new ArrayList<>();
    row.add(entry.path("rank").asText());
    if (layout.variant > 0) {
      row.add(Plain.shorten(Plain.text(entry.path("variant").asText()), layout.variant));
    }
    row.add(Plain.shortenMiddle(Plain.text(entry.path("attemptId").asText()), layout.attempt));
    for (String name : names) {
      JsonNode summary = entry.path("metrics").path(name);
      row.add(layout.halfWidths ? Metric.meanAndHalfWidth(summary) : Metric.mean(summary));
    }
    int size = entry.path("size").asInt(1);
    row.add(size > 1 ? "x" + size : "1");
    row.add(Plain.money(entry.path("cost").decimalValue()));
    return row;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }

  static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** How wide names may be, 0 for no column, and whether half-widths are shown. */
  private record Layout(int variant, int attempt, boolean halfWidths) {
    static final Layout WIDEST = new Layout(Integer.MAX_VALUE, Integer.MAX_VALUE, true);
  }
}
