package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Metric;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** Variants as groups, as text: what an attempt of each comes to on average. */
final class VariantsText {

  private static final int MOST = 20;
  private static final int SHORTEST_VARIANT = 12;

  private final List<String> metrics;
  private final int width;

  /**
   * A way to draw them.
   *
   * @param metrics names of the objectives' metrics, most important first; may be empty
   * @param width of the terminal, in characters
   */
  VariantsText(List<String> metrics, int width) {
    this.metrics = List.copyOf(metrics);
    this.width = width;
  }

  /**
   * Draws the groups.
   *
   * @param variants of a verdict, best first
   * @return no line if they were not compared
   */
  List<String> lines(JsonNode variants) {
    List<String> lines = new ArrayList<>();
    if (variants.isEmpty()) {
      return lines;
    }
    List<JsonNode> rows = BoardText.stream(variants).limit(MOST).toList();
    List<String> names = metrics.isEmpty() ? BoardText.names(rows.get(0).path("metrics")) : metrics;
    lines.addAll(Plain.wrap("Variants, by the mean of their attempts:", width));
    fitted(rows, names).lines().forEach(line -> lines.add(Plain.shorten(line, width)));
    if (variants.size() > rows.size()) {
      lines.add("... and " + (variants.size() - rows.size()) + " more: see --json");
    }
    if (isAnyTied(rows)) {
      lines.add(BoardText.LEGEND);
    }
    if (rows.size() > 1 && rows.get(0).path("attempts").asInt() > 0) {
      new GroupsText(names)
          .sentences(rows)
          .forEach(sentence -> lines.addAll(Plain.wrap(sentence, width)));
    }
    return lines;
  }

  private TextTable fitted(List<JsonNode> rows, List<String> names) {
    TextTable table = fitted(rows, names, true);
    return table.width() <= width ? table : fitted(rows, names, false);
  }

  private TextTable fitted(List<JsonNode> rows, List<String> names, boolean hasIntervals) {
    return TextTable.fitted(
        width, 1, SHORTEST_VARIANT, room -> table(rows, names, hasIntervals, room));
  }

  private static TextTable table(
      List<JsonNode> rows, List<String> names, boolean hasIntervals, int longest) {
    List<Boolean> right = new ArrayList<>(List.of(true, false, true, true));
    String unmarked = isAnyTied(rows) ? " " : "";
    List<String> header = new ArrayList<>(List.of("#" + unmarked, "variant", "attempts", "failed"));
    for (String name : names) {
      right.add(true);
      header.add(Plain.text(name));
    }
    TextTable table = new TextTable(right);
    table.add(header);
    for (int index = 0; index < rows.size(); index++) {
      JsonNode variant = rows.get(index);
      List<String> row = new ArrayList<>();
      row.add((index + 1) + (variant.path("tied").asBoolean() ? BoardColumns.TIED : unmarked));
      row.add(Plain.shortenMiddle(Plain.text(variant.path("variant").asText()), longest));
      row.add(variant.path("attempts").asText());
      row.add(variant.path("failed").asText());
      for (String name : names) {
        row.add(
            hasIntervals
                ? Metric.meanAndInterval(variant, name)
                : Metric.mean(variant.path("metrics").path(name)));
      }
      table.add(row);
    }
    return table;
  }

  private static boolean isAnyTied(List<JsonNode> rows) {
    return rows.stream().anyMatch(variant -> variant.path("tied").asBoolean());
  }
}
