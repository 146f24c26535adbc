package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Event;
import java.util.List;

/** Where a contest is shown while it runs. */
interface Screen {

  /** Names the task and its objectives' metrics; called again after each reconnection. */
  void task(String taskId, List<String> metrics);

  /** The task is a merge tournament: its attempts are combinations of patches. */
  default void merging() {}

  /** Shows a change of the contest or of its leaderboard. */
  void event(Event event);

  /** Tells that the server does not answer at the moment. */
  void waiting(String reason);

  /** Shows the verdict. */
  void verdict(JsonNode verdict);

  /** Stops drawing; the last call. */
  void end();
}
