package dev.winnow.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code --output-format stream-json}, which tells tokens at the end only, and the records of
 * its chats, which have them after each answer. It tells no cost.
 */
final class GeminiCliMeter extends JsonLinesMeter {
  private final StringBuilder said = new StringBuilder();

  GeminiCliMeter(Prices prices, GrowingFiles chats) {
    super(prices, Optional.of(chats));
  }

  @Override
  void printed(JsonNode line) {
    switch (line.path("type").asText()) {
      case "message" -> message(line);
      case "tool_use" -> said.setLength(0);
      case "error" -> fail(line.path("message").asText());
      case "result" -> result(line);
      default -> {}
    }
  }

  private void message(JsonNode line) {
    if (line.path("role").asText().equals("assistant")) {
      said.append(line.path("content").asText());
      say(said.toString());
    }
  }

  private void result(JsonNode line) {
    if (line.path("status").asText().equals("error")) {
      fail(line.path("error").path("message").asText());
    }
    for (Map.Entry<String, JsonNode> model : line.path("stats").path("models").properties()) {
      JsonNode usage = model.getValue();
      long sent = usage.path("input_tokens").asLong();
      long read = usage.path("cached").asLong();
      // What was thought is in the total only, and is paid for as output.
      long made = usage.path("total_tokens").asLong() - sent;
      Tokens tokens = new Tokens(sent - read, read, 0, made);
      printed.put(model.getKey(), model.getKey(), tokens, Optional.empty());
    }
  }

  @Override
  boolean isOfUse(String line) {
    return line.contains("\"tokens\"");
  }

  /** An answer is written again when its tools have run, with the same id. */
  @Override
  void written(String file, JsonNode line) {
    JsonNode usage = line.path("tokens");
    if (!line.path("type").asText().equals("gemini") || !usage.isObject()) {
      return;
    }
    long sent = usage.path("input").asLong() + usage.path("tool").asLong();
    long read = usage.path("cached").asLong();
    written.put(
        line.path("id").asText(),
        line.path("model").asText(),
        new Tokens(
            sent - read, read, 0, usage.path("output").asLong() + usage.path("thoughts").asLong()),
        Optional.empty());
  }
}
