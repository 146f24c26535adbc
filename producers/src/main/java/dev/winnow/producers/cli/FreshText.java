package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Metric;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of kept candidates that were taken after the choice, as text. Whoever comes out ahead
 * of many had luck as well; these figures are without it.
 */
final class FreshText {

  private static final int SHORTEST_ATTEMPT = 12;

  private final List<String> metrics;
  private final int width;

  /**
   * A way to draw them.
   *
   * @param metrics names of the objectives' metrics, most important first; may be empty
   * @param width of the terminal, in characters
   */
  FreshText(List<String> metrics, int width) {
    this.metrics = List.copyOf(metrics);
    this.width = width;
  }

  /**
   * Draws the figures.
   *
   * @param kept entries of a verdict
   * @return no line if none of them was measured again
   */
  List<String> lines(JsonNode kept) {
    List<JsonNode> rows =
        BoardText.stream(kept).filter(entry -> !entry.path("fresh").isEmpty()).toList();
    List<String> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      lines.addAll(
          Plain.wrap("Measured again after the choice, which has not flattered these:", width));
      List<String> names = metrics.isEmpty() ? BoardText.names(rows.get(0).path("fresh")) : metrics;
      TextTable table =
          TextTable.fitted(width, 1, SHORTEST_ATTEMPT, room -> table(rows, names, room));
      table.lines().forEach(line -> lines.add(Plain.shorten(line, width)));
    }
    return lines;
  }

  private static TextTable table(List<JsonNode> rows, List<String> names, int longest) {
    List<Boolean> right = new ArrayList<>(List.of(true, false));
    List<String> header = new ArrayList<>(List.of("#", "attempt"));
    for (String name : names) {
      right.add(true);
      header.add(Plain.text(name));
    }
    right.add(true);
    header.add("samples");
    TextTable table = new TextTable(right);
    table.add(header);
    for (JsonNode entry : rows) {
      List<String> row = new ArrayList<>();
      row.add(entry.path("rank").asText());
      row.add(Plain.shortenMiddle(Plain.text(entry.path("attemptId").asText()), longest));
      long samples = 0;
      for (String name : names) {
        JsonNode summary = entry.path("fresh").path(name);
        row.add(Metric.meanAndHalfWidth(summary));
        samples = Math.max(samples, summary.path("count").asLong());
      }
      row.add(Long.toString(samples));
      table.add(row);
    }
    return table;
  }
}
