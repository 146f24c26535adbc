package dev.winnow.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** The last line tells what also those have cost that the worker has no price of. */
  @Override
  public synchronized Set<String> unpriced() {
    return written.cost().isPresent() ? Set.of() : super.unpriced();
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
      remember(openAnswers, parent, event.path("message").path("id").asText());
      answer(event.path("message"));
    } else if (event.path("type").asText().equals("message_delta")) {
      add(openAnswers.getOrDefault(Figures.bounded(parent), ""), event.path("usage"));
    }
  }

  private void answer(JsonNode message) {
    String id = message.path("id").asText();
    if (!models.containsKey(Figures.bounded(id))) {
      remember(models, id, message.path("model").asText());
    }
    add(id, message.path("usage"));
  }

  private static void remember(Map<String, String> map, String key, String value) {
    String id = Figures.bounded(key);
    if (map.size() < Figures.MOST_KEPT || map.containsKey(id)) {
      map.put(id, Figures.bounded(value));
    }
  }

  private void add(String id, JsonNode usage) {
    String model = models.getOrDefault(Figures.bounded(id), "");
    // What the tool makes up itself, such as the message of an error, comes from no model.
    if (usage.isObject() && !model.equals("<synthetic>")) {
      Tokens tokens =
          new Tokens(
              usage.path("input_tokens").asLong(),
              usage.path("cache_read_input_tokens").asLong(),
              usage.path("cache_creation_input_tokens").asLong(),
              usage.path("output_tokens").asLong());
      printed.put(id, model, tokens, Optional.empty());
    }
  }

  /** Beside the answers, not in their place: the model can have this line printed too. */
  private void result(JsonNode line) {
    JsonNode byModel = line.path("modelUsage");
    if (byModel.isObject() && !byModel.isEmpty()) {
      for (Map.Entry<String, JsonNode> model : byModel.properties()) {
        JsonNode usage = model.getValue();
        Tokens tokens =
            new Tokens(
                usage.path("inputTokens").asLong(),
                usage.path("cacheReadInputTokens").asLong(),
                usage.path("cacheCreationInputTokens").asLong(),
                usage.path("outputTokens").asLong());
        written.put(model.getKey(), model.getKey(), tokens, money(usage.path("costUSD")));
      }
    } else if (printed.isEmpty() && line.path("total_cost_usd").isNumber()) {
      money(line.path("total_cost_usd"))
          .ifPresent(sum -> written.put("", "", Tokens.NONE, Optional.of(sum)));
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
