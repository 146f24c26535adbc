package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a judge said of candidates that tie, as text: a block of its own, so that nobody takes an
 * opinion for a measurement.
 */
final class OpinionsText {

  private static final int SHORTEST_ATTEMPT = 12;

  private final int width;

  /**
   * A way to draw them.
   *
   * @param width of the terminal, in characters
   */
  OpinionsText(int width) {
    this.width = width;
  }

  /**
   * Draws opinions.
   *
   * @param judging of a verdict; null or missing if no judge was asked
   * @return no line if no judge was asked
   */
  List<String> lines(JsonNode judging) {
    List<String> lines = new ArrayList<>();
    if (!judging.isObject()) {
      return lines;
    }
    List<JsonNode> opinions = BoardText.stream(judging.path("opinions")).toList();
    lines.addAll(
        Plain.wrap("The judge's opinion of those that tie, which is no measurement:", width));
    if (!opinions.isEmpty()) {
      TextTable.fitted(width, 1, SHORTEST_ATTEMPT, room -> table(opinions, room))
          .lines()
          .forEach(line -> lines.add(Plain.shorten(line, width)));
    }
    lines.addAll(Plain.wrap(account(judging), width));
    return lines;
  }

  private static TextTable table(List<JsonNode> opinions, int longest) {
    TextTable table = new TextTable(List.of(true, false, true, true));
    table.add(List.of("#", "attempt", "rating", "votes for it"));
    int place = 0;
    for (JsonNode opinion : opinions) {
      place++;
      table.add(
          List.of(
              Integer.toString(place),
              Plain.shortenMiddle(Plain.text(opinion.path("attemptId").asText()), longest),
              String.format(
                  Locale.ROOT,
                  "%.1f ±%.1f",
                  opinion.path("rating").asDouble(),
                  opinion.path("deviation").asDouble()),
              opinion.path("preferred").asInt() + " of " + opinion.path("votes").asInt()));
    }
    return table;
  }

  private static String account(JsonNode judging) {
    int pairs = judging.path("pairs").asInt();
    return "%d of %s count; %s%s"
        .formatted(
            judging.path("counted").asInt(),
            Plain.count(judging.path("asked").asInt(), "vote"),
            pairs == 0
                ? ""
                : "the answer changed with the order in %d of %s; "
                    .formatted(judging.path("flipped").asInt(), Plain.count(pairs, "pair")),
            Plain.money(judging.path("cost").decimalValue()));
  }
}
