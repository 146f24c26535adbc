package dev.winnow.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Reads the log that {@code --analytics-log} writes: an event for each message, with its tokens and
 * its cost. Tokens from a cache are not told apart there.
 */
final class AiderMeter extends JsonLinesMeter {
  private final String model;
  private int messages;

  AiderMeter(Prices prices, String model, GrowingFiles log) {
    super(prices, Optional.of(log));
    this.model = model;
  }

  @Override
  void printed(JsonNode line) {
    // What it prints is for people.
  }

  @Override
  void written(String file, JsonNode line) {
    JsonNode event = line.path("properties");
    if (line.path("event").asText().equals("message_send")) {
      Tokens tokens =
          new Tokens(
              event.path("prompt_tokens").asLong(), 0, 0, event.path("completion_tokens").asLong());
      written.put(Integer.toString(messages++), model, tokens, money(event.path("cost")));
    } else if (line.path("event").asText().equals("message_send_exception")) {
      fail(event.path("exception").asText());
    }
  }
}
