package dev.winnow.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code codex exec --json}, which tells tokens at the end of the turn only, and the records
 * of its sessions, one file a thread, which have them after each answer. It tells no cost.
 */
final class CodexMeter extends JsonLinesMeter {
  private static final String WHOLE = "whole";

  private final Map<String, String> models = new HashMap<>();
  private String model;

  CodexMeter(Prices prices, String model, GrowingFiles sessions) {
    super(prices, Optional.of(sessions));
    this.model = model;
  }

  @Override
  void printed(JsonNode line) {
    switch (line.path("type").asText()) {
      case "turn.completed" ->
          printed.put(WHOLE, model, tokens(line.path("usage")), Optional.empty());
      case "turn.failed" -> fail(line.path("error").path("message").asText());
      case "item.completed" -> {
        if (line.path("item").path("type").asText().equals("agent_message")) {
          say(line.path("item").path("text").asText());
        }
      }
      default -> {}
    }
  }

  @Override
  boolean isOfUse(String line) {
    return line.contains("\"token_count\"")
        || line.contains("\"token_usage_record\"")
        || line.contains("\"turn_context\"");
  }

  @Override
  void written(String file, JsonNode line) {
    JsonNode payload = line.path("payload");
    String type = line.path("type").asText();
    if (type.equals("turn_context")) {
      models.put(file, payload.path("model").asText(""));
      chosen(models.get(file));
    } else if (type.equals("token_usage_record")) {
      count(file, tokens(payload.path("turn_token_usage")));
    } else if (payload.path("type").asText().equals("token_count")) {
      count(file, tokens(payload.path("info").path("total_token_usage")));
    }
  }

  /** The spec may leave the choice to the tool; the first session is the one that was started. */
  private void chosen(String name) {
    if (model.isEmpty()) {
      model = name;
      if (!printed.isEmpty()) {
        printed.put(WHOLE, model, printed.tokens(WHOLE), Optional.empty());
      }
    }
  }

  /** Both records grow with the session; the one comes before a tool is run, the other after. */
  private void count(String file, Tokens sum) {
    if (!sum.equals(Tokens.NONE)) {
      written.put(
          file, models.getOrDefault(file, model), sum.max(written.tokens(file)), Optional.empty());
    }
  }

  private static Tokens tokens(JsonNode usage) {
    long read = usage.path("cached_input_tokens").asLong();
    long wrote = usage.path("cache_write_input_tokens").asLong();
    return new Tokens(
        usage.path("input_tokens").asLong() - read - wrote,
        read,
        wrote,
        usage.path("output_tokens").asLong());
  }
}
