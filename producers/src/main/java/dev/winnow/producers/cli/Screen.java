package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Event;

/** Where a contest is shown while it runs. */
interface Screen {

  /** Names the task; called again after each reconnection. */
  void task(Watched task);

  /** Shows a change of the contest or of its leaderboard. */
  void event(Event event);

  /** Tells that the server does not answer at the moment. */
  void waiting(String reason);

  /** Tells that the server answers, for the first time or again. */
  default void connected() {}

  /** Shows the verdict. */
  void verdict(JsonNode verdict);

  /** Stops drawing; the last call. */
  void end();
}
