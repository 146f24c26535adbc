package dev.winnow.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code --output-format stream-json}. Each answer counts as it comes, by its id; the last
 * line has all of the session by model, with what the tool says that it cost.
 */
final class ClaudeCodeMeter extends JsonLinesMeter {
  private final Map<String, String> openAnswers = new HashMap<>();
  private final Map<String, String> models = new HashMap<>();

  ClaudeCodeMeter(Prices prices) {
    super(prices, Optional.empty());
  }

  @Override
  void printed(JsonNode line) {
    switch (line.path("type").asText()) {
      case "assistant" -> answer(line.path("message"));
      case "stream_event" -> event(line.path("parent_tool_use_id").asText(), line.path("event"));
      case "result" -> result(line);
      default -> {}
    }
  }

  /** A subagent's answers can come between the parts of another's, each from its own parent. */
  private void event(String parent, JsonNode event) {
    if (event.path("type").asText().equals("message_start")) {
      openAnswers.put(parent, event.path("message").path("id").asText());
      answer(event.path("message"));
    } else if (event.path("type").asText().equals("message_delta")) {
      add(openAnswers.getOrDefault(parent, ""), event.path("usage"));
    }
  }

  private void answer(JsonNode message) {
    models.put(message.path("id").asText(), message.path("model").asText());
    add(message.path("id").asText(), message.path("usage"));
  }

  private void add(String id, JsonNode usage) {
    String model = models.getOrDefault(id, "");
    // What the tool makes up itself, such as the message of an error, comes from no model.
    if (usage.isObject() && !model.equals("<synthetic>")) {
      Tokens tokens =
          new Tokens(
              usage.path("input_tokens").asLong(),
              usage.path("cache_read_input_tokens").asLong(),
              usage.path("cache_creation_input_tokens").asLong(),
              usage.path("output_tokens").asLong());
      printed.put(id, model, tokens.max(printed.tokens(id)), Optional.empty());
    }
  }

  private void result(JsonNode line) {
    JsonNode byModel = line.path("modelUsage");
    if (byModel.isObject() && !byModel.isEmpty()) {
      printed.clear();
      for (Map.Entry<String, JsonNode> model : byModel.properties()) {
        JsonNode usage = model.getValue();
        Tokens tokens =
            new Tokens(
                usage.path("inputTokens").asLong(),
                usage.path("cacheReadInputTokens").asLong(),
                usage.path("cacheCreationInputTokens").asLong(),
                usage.path("outputTokens").asLong());
        printed.put(model.getKey(), model.getKey(), tokens, money(usage.path("costUSD")));
      }
    } else if (printed.isEmpty() && line.path("total_cost_usd").isNumber()) {
      printed.put("", "", Tokens.NONE, money(line.path("total_cost_usd")));
    }
    say(line.path("result").asText(""));
    if (line.path("is_error").asBoolean()) {
      String subtype = line.path("subtype").asText();
      fail(
          subtype.startsWith("error_")
              ? subtype.substring("error_".length()).replace('_', ' ')
              : line.path("result").asText(""));
    }
  }
}
