package dev.winnow.local.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** OpenAI's Chat Completions API: what opencode and aider speak to compatible providers. */
final class OpenAiChat extends ModelApi {
  OpenAiChat(List<String> commands) {
    super(commands);
  }

  @Override
  boolean takes(String path) {
    return path.equals("/v1/chat/completions");
  }

  @Override
  Answer answer(String path, JsonNode request) {
    int run = count(request.path("messages"), "role", "tool");
    String model = request.path("model").asText();
    Usage usage = usage(run);
    String command = request.path("tools").isEmpty() ? null : next(run);
    ObjectNode delta = object().put("role", "assistant");
    if (command == null) {
      delta.put("content", LAST_WORD);
    } else {
      ObjectNode call =
          delta
              .putArray("tool_calls")
              .addObject()
              .put("index", 0)
              .put("id", "call_" + run)
              .put("type", "function");
      call.putObject("function")
          .put("name", "bash")
          .put(
              "arguments",
              object().put("command", command).put("description", "Edits a file").toString());
    }
    String reason = command == null ? "stop" : "tool_calls";
    String body =
        data(chunk(model, run, delta, null, null))
            + data(chunk(model, run, object(), reason, null))
            + data(chunk(model, run, null, null, counted(usage)))
            + "data: [DONE]\n\n";
    return new Answer(model, usage, "text/event-stream", body);
  }

  private static ObjectNode chunk(
      String model, int run, ObjectNode delta, String reason, ObjectNode usage) {
    ObjectNode chunk =
        object()
            .put("id", "chat_" + run)
            .put("object", "chat.completion.chunk")
            .put("created", 1)
            .put("model", model);
    chunk.putArray("choices");
    if (delta != null) {
      ObjectNode choice = chunk.withArray("choices").addObject().put("index", 0);
      choice.set("delta", delta);
      choice.put("finish_reason", reason);
    }
    if (usage != null) {
      chunk.set("usage", usage);
    }
    return chunk;
  }

  private static ObjectNode counted(Usage usage) {
    ObjectNode counted =
        object()
            .put("prompt_tokens", usage.input() + usage.cached())
            .put("completion_tokens", usage.output())
            .put("total_tokens", usage.input() + usage.cached() + usage.output());
    counted.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
    counted.putObject("completion_tokens_details").put("reasoning_tokens", usage.thought());
    return counted;
  }
}
