package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the candidates of a merge tournament: a table with what each changes, and under it
 * why those did not land that did not, with the places where they conflict.
 */
final class MergeText {
  private static final int MOST_PLACES = 5;
  private static final int SHORTEST_NAME = 12;
  private static final int INDENT = 4;

  private final List<String> metrics;
  private final int width;

  MergeText(List<String> metrics, int width) {
    this.metrics = List.copyOf(metrics);
    this.width = width;
  }

  /** The tournament in a few words: {@code 3 of 6 landed on main}. */
  static String summary(JsonNode merge) {
    boolean isLanding = merge.path("land").asBoolean();
    String good = isLanding ? "LANDED" : "HELPS";
    long count =
        BoardText.stream(merge.path("entries"))
            .filter(entry -> entry.path("state").asText().equals(good))
            .count();
    return "%d of %d %s on %s"
        .formatted(
            count,
            merge.path("entries").size(),
            isLanding ? "landed" : count == 1 ? "helps" : "help",
            Plain.text(merge.path("branch").asText()));
  }

  List<String> lines(JsonNode merge) {
    List<String> lines = new ArrayList<>(table(merge.path("entries")));
    List<String> reasons = new ArrayList<>();
    merge.path("entries").forEach(entry -> addReason(entry, reasons));
    if (!reasons.isEmpty()) {
      lines.add("");
      lines.addAll(reasons);
    }
    return lines;
  }

  private List<String> table(JsonNode entries) {
    List<String> shown =
        metrics.stream()
            .filter(
                metric ->
                    BoardText.stream(entries).anyMatch(entry -> entry.path("gain").has(metric)))
            .toList();
    TextTable wide = table(entries, shown, width);
    return (wide.width() <= width ? wide : table(entries, List.of(), width)).lines();
  }

  private static TextTable table(JsonNode entries, List<String> shown, int width) {
    return TextTable.fitted(
        width,
        0,
        SHORTEST_NAME,
        longest -> {
          List<Boolean> right = new ArrayList<>(List.of(false, false));
          List<String> header = new ArrayList<>(List.of("candidate", "became"));
          for (String metric : shown) {
            header.add("change of " + Plain.text(metric));
            right.add(true);
          }
          header.add("pairs");
          right.add(true);
          TextTable table = new TextTable(right);
          table.add(header);
          for (JsonNode entry : entries) {
            List<String> row = new ArrayList<>();
            row.add(Plain.shortenMiddle(Plain.text(entry.path("name").asText()), longest));
            row.add(Plain.words(entry.path("state").asText()));
            shown.forEach(metric -> row.add(interval(entry.path("gain").path(metric))));
            long pairs = entry.path("pairs").asLong();
            row.add(pairs == 0 ? "" : Long.toString(pairs));
            table.add(row);
          }
          return table;
        });
  }

  /** {@code [+1.5, +2.5]}, {@code at least +1.5}, or nothing where nothing is known. */
  private static String interval(JsonNode interval) {
    JsonNode low = interval.path("low");
    JsonNode high = interval.path("high");
    if (low.isNumber() && high.isNumber()) {
      return low.asDouble() == high.asDouble()
          ? signed(low.asDouble())
          : "[" + signed(low.asDouble()) + ", " + signed(high.asDouble()) + "]";
    }
    if (low.isNumber()) {
      return "at least " + signed(low.asDouble());
    }
    return high.isNumber() ? "at most " + signed(high.asDouble()) : "";
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + Plain.number(value);
  }

  private void addReason(JsonNode entry, List<String> lines) {
    String reason = Plain.text(entry.path("reason").asText());
    String name = Plain.text(entry.path("name").asText());
    if (!reason.isEmpty()) {
      add(lines, "", name + ": " + reason);
    }
    JsonNode places = entry.path("conflicts");
    int shown = 0;
    for (JsonNode place : places) {
      if (shown++ == MOST_PLACES) {
        add(lines, "  ", Plain.count(places.size() - MOST_PLACES, "more place") + ": see --json");
        return;
      }
      add(lines, "  ", place(place));
    }
  }

  private static String place(JsonNode place) {
    int first = place.path("firstLine").asInt();
    int last = place.path("lastLine").asInt();
    String lines = first == 0 ? "" : first == last ? ":" + first : ":" + first + "-" + last;
    return Plain.text(place.path("path").asText())
        + lines
        + " ("
        + Plain.text(place.path("kind").asText())
        + ")";
  }

  private void add(List<String> lines, String indent, String text) {
    String first = "  " + indent;
    String later = first + " ".repeat(INDENT - 2);
    int room = Math.max(20, width - later.length());
    boolean isFirst = true;
    for (String line : Plain.wrap(text, room)) {
      lines.add((isFirst ? first : later) + line);
      isFirst = false;
    }
  }

  /** Where the branch was and is. */
  static String branch(JsonNode merge) {
    String name = Plain.text(merge.path("branch").asText());
    String start = Plain.commit(Plain.text(merge.path("start").asText()));
    String head = Plain.commit(Plain.text(merge.path("head").asText()));
    int moved = merge.path("moved").asInt();
    String others =
        moved == 0
            ? ""
            : ", moved by others " + (moved == 1 ? "once" : moved + " times") + " meanwhile";
    String where = start.equals(head) ? "still at " + head : "from " + start + " to " + head;
    return name + " " + where + others;
  }
}
