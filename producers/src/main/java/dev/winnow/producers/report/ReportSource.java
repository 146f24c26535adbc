package dev.winnow.producers.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report is made of, as the server answers it.
 *
 * @param task the task
 * @param contest its progress
 * @param board the best so far; missing if there is none
 * @param verdict the decision; missing while there is none
 * @param race the points of the race, oldest first; missing if the server keeps none
 */
public record ReportSource(
    JsonNode task, JsonNode contest, JsonNode board, JsonNode verdict, JsonNode race) {

  /** Whether it is decided. */
  boolean isDecided() {
    return verdict.isObject();
  }

  /** Who is ranked, best first: of the board, else whom the verdict keeps. */
  List<JsonNode> entries() {
    JsonNode entries = board.path("entries");
    return list(entries.isEmpty() ? verdict.path("kept") : entries);
  }

  /** The untouched base; missing or null if it was not measured. */
  JsonNode control() {
    JsonNode control = board.path("control");
    return control.isObject() ? control : verdict.path("control");
  }

  /** The objectives' metrics, most important first. */
  List<String> metrics() {
    List<String> metrics = new ArrayList<>();
    task.path("objectives").forEach(one -> metrics.add(one.path("metric").asText()));
    return metrics;
  }

  static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }
}
