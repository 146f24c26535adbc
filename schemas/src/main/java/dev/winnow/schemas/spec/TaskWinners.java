package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Decided tasks whose winners a merge tournament tries.
 *
 * @param tasks their ids, in the order in which their winners are tried
 * @param keep how many of the patches that each kept, at least 1
 */
public record TaskWinners(List<String> tasks, int keep) {
  /** No tasks. */
  public static final TaskWinners NONE = new TaskWinners(List.of(), 1);

  public TaskWinners {
    tasks = List.copyOf(tasks);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** Those that the merge of a spec names. */
  static TaskWinners of(JsonNode merge) {
    List<String> tasks = new ArrayList<>();
    merge.path("tasks").forEach(task -> tasks.add(task.textValue()));
    return new TaskWinners(tasks, merge.path("keep").asInt(1));
  }
}
