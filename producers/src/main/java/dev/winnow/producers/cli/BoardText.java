package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A leaderboard as text: rank, variant, attempt, the objectives' means, how sure the order is, how
 * many attempts made the change, what they cost. Where the width is short, names are shortened
 * first, then the variant is left out (the attempt's name starts with it), then ranks and families,
 * then intervals and the chance to be the best.
 */
final class BoardText {

  /** Explains the mark of {@link BoardColumns#TIED}. */
  static final String LEGEND = BoardColumns.TIED + " not set apart from the first";

  private static final int SHORTEST_VARIANT = 8;
  private static final int SHORTEST_ATTEMPT = 12;

  private final List<String> metrics;
  private final int width;
  private final Function<JsonNode, String> moves;

  /**
   * A way to draw boards.
   *
   * @param metrics names of the objectives' metrics, most important first; if empty, all metrics of
   *     the first entry are shown
   * @param width of the terminal, in characters
   */
  BoardText(List<String> metrics, int width) {
    this(metrics, width, entry -> "");
  }

  /**
   * A way to draw boards that says who moved.
   *
   * @param moves how an entry moved; empty if it did not
   */
  BoardText(List<String> metrics, int width, Function<JsonNode, String> moves) {
    this.metrics = List.copyOf(metrics);
    this.width = width;
    this.moves = moves;
  }

  /** The metrics of a task's objectives, from the answer of {@code GET /v1/tasks/{id}}. */
  static List<String> metrics(JsonNode answer) {
    return stream(answer.path("task").path("objectives"))
        .map(objective -> objective.path("metric").asText())
        .toList();
  }

  /** Draws entries as {@link #lines(JsonNode, JsonNode, int)} does, without the untouched base. */
  List<String> lines(JsonNode entries, int limit) {
    return lines(entries, MissingNode.getInstance(), limit);
  }

  /**
   * Draws entries.
   *
   * @param entries of a leaderboard or a verdict, best first
   * @param control the untouched base, for the last row; null or missing if it was not measured
   * @param limit at most so many entries are shown
   */
  List<String> lines(JsonNode entries, JsonNode control, int limit) {
    if (entries.isEmpty()) {
      return List.of("Nothing is ranked yet.");
    }
    List<JsonNode> rows = new ArrayList<>(stream(entries).limit(limit).toList());
    int hidden = entries.size() - rows.size();
    if (control.isObject()) {
      rows.add(control);
    }
    List<String> names = metrics.isEmpty() ? names(entries.get(0).path("metrics")) : metrics;
    BoardColumns columns = new BoardColumns(rows, names, moves);
    List<String> lines = new ArrayList<>();
    fitted(columns).lines().forEach(line -> lines.add(Plain.shorten(line, width)));
    if (hidden > 0) {
      lines.add(lines.size() - (control.isObject() ? 1 : 0), "... and " + hidden + " more");
    }
    if (columns.isAnyTied()) {
      lines.add(LEGEND);
    }
    return lines;
  }

  private TextTable fitted(BoardColumns columns) {
    TextTable widest = columns.table(BoardColumns.Layout.WIDEST);
    int excess = widest.width() - width;
    if (excess <= 0) {
      return widest;
    }
    int variant = Math.max(SHORTEST_VARIANT, widest.width(1) - excess);
    excess -= widest.width(1) - Math.min(variant, widest.width(1));
    int attempt = Math.max(SHORTEST_ATTEMPT, widest.width(2) - Math.max(0, excess));
    TextTable table = columns.table(BoardColumns.Layout.WIDEST.withNames(variant, attempt));
    for (BoardColumns.Layout narrower : BoardColumns.Layout.NARROWER) {
      if (table.width() <= width) {
        return table;
      }
      table =
          TextTable.fitted(
              width, 1, SHORTEST_ATTEMPT, room -> columns.table(narrower.withNames(0, room)));
    }
    return table;
  }

  /** Names of an object's fields, sorted. */
  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
