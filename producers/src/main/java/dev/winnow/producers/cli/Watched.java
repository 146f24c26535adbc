package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a screen has to know of the task that it shows.
 *
 * @param taskId its id
 * @param metrics names of its objectives' metrics, most important first
 * @param isMerging whether it is a merge tournament: its attempts are combinations of patches
 * @param budget its caps, as the server sends them; missing members are no caps
 */
record Watched(String taskId, List<String> metrics, boolean isMerging, JsonNode budget) {

  Watched {
    metrics = List.copyOf(metrics);
  }

  /** From the answer of {@code GET /v1/tasks/{id}}. */
  static Watched of(String taskId, JsonNode answer) {
    JsonNode task = answer.path("task");
    return new Watched(
        taskId, BoardText.metrics(answer), task.path("merge").isObject(), task.path("budget"));
  }
}
