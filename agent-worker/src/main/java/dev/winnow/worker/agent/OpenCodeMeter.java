package dev.winnow.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads {@code opencode run --format json}: each step tells its tokens and its cost. */
final class OpenCodeMeter extends JsonLinesMeter {
  private final String model;

  OpenCodeMeter(Prices prices, String model) {
    super(prices, Optional.empty());
    this.model = model;
  }

  @Override
  void printed(JsonNode line) {
    JsonNode part = line.path("part");
    switch (line.path("type").asText()) {
      case "step_finish" -> step(part);
      case "text" -> say(part.path("text").asText());
      case "error" -> {
        JsonNode error = line.path("error");
        fail(error.path("data").path("message").asText(error.path("name").asText()));
      }
      default -> {}
    }
  }

  private void step(JsonNode part) {
    JsonNode usage = part.path("tokens");
    Tokens tokens =
        new Tokens(
            usage.path("input").asLong(),
            usage.path("cache").path("read").asLong(),
            usage.path("cache").path("write").asLong(),
            usage.path("output").asLong() + usage.path("reasoning").asLong());
    printed.put(part.path("id").asText(), model, tokens, money(part.path("cost")));
  }
}
