package dev.winnow.local.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Anthropic's Messages API, streamed: what Claude Code speaks. */
final class AnthropicMessages extends ModelApi {
  AnthropicMessages(List<String> commands) {
    super(commands);
  }

  @Override
  boolean takes(String path) {
    return path.equals("/v1/messages");
  }

  @Override
  Answer answer(String path, JsonNode request) {
    int run = 0;
    for (JsonNode message : request.path("messages")) {
      run += count(message.path("content"), "type", "tool_result");
    }
    String model = request.path("model").asText();
    Usage usage = usage(run);
    String command = request.path("tools").isEmpty() ? null : next(run);
    ObjectNode message =
        object()
            .put("id", "msg_" + run)
            .put("type", "message")
            .put("role", "assistant")
            .put("model", model)
            .putNull("stop_reason")
            .putNull("stop_sequence");
    message.putArray("content");
    message.set("usage", usage(usage).put("output_tokens", 1));
    if (!request.path("stream").asBoolean()) {
      message.put("stop_reason", "end_turn");
      message.withArray("content").addObject().put("type", "text").put("text", LAST_WORD);
      message.set("usage", usage(usage));
      return new Answer(model, usage, "application/json", message.toString());
    }
    StringBuilder events = new StringBuilder();
    ObjectNode start = object();
    start.set("message", message);
    events.append(event("message_start", start));
    ObjectNode block = object().put("index", 0);
    ObjectNode delta = object().put("index", 0);
    if (command == null) {
      block.putObject("content_block").put("type", "text").put("text", "");
      delta.putObject("delta").put("type", "text_delta").put("text", LAST_WORD);
    } else {
      block
          .putObject("content_block")
          .put("type", "tool_use")
          .put("id", "toolu_" + run)
          .put("name", "Bash")
          .putObject("input");
      delta
          .putObject("delta")
          .put("type", "input_json_delta")
          .put(
              "partial_json",
              object().put("command", command).put("description", "Edits a file").toString());
    }
    events.append(event("content_block_start", block));
    events.append(event("content_block_delta", delta));
    events.append(event("content_block_stop", object().put("index", 0)));
    ObjectNode end = object();
    end.putObject("delta")
        .put("stop_reason", command == null ? "end_turn" : "tool_use")
        .putNull("stop_sequence");
    end.set("usage", usage(usage));
    events.append(event("message_delta", end));
    events.append(event("message_stop", object()));
    return new Answer(model, usage, "text/event-stream", events.toString());
  }

  private static ObjectNode usage(Usage usage) {
    return object()
        .put("input_tokens", usage.input())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", usage.cached())
        .put("output_tokens", usage.output());
  }
}
