package dev.winnow.local.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** OpenAI's Responses API, streamed: what Codex speaks. */
final class OpenAiResponses extends ModelApi {
  OpenAiResponses(List<String> commands) {
    super(commands);
  }

  @Override
  boolean takes(String path) {
    return path.equals("/v1/responses");
  }

  @Override
  Answer answer(String path, JsonNode request) {
    int run = count(request.path("input"), "type", "function_call_output");
    String model = request.path("model").asText();
    Usage usage = usage(run);
    String command = request.path("tools").isEmpty() ? null : next(run);
    String id = "resp_" + run;
    StringBuilder events = new StringBuilder();
    ObjectNode created = object();
    created.putObject("response").put("id", id);
    events.append(event("response.created", created));
    ObjectNode item = object();
    if (command == null) {
      item.put("type", "message").put("id", "msg_" + run).put("role", "assistant");
      item.putArray("content").addObject().put("type", "output_text").put("text", LAST_WORD);
    } else {
      item.put("type", "function_call")
          .put("id", "fc_" + run)
          .put("call_id", "call_" + run)
          .put("name", "exec_command")
          .put("arguments", object().put("cmd", command).toString());
    }
    ObjectNode done = object().put("output_index", 0);
    done.set("item", item);
    events.append(event("response.output_item.done", done));
    ObjectNode completed = object();
    ObjectNode response = completed.putObject("response").put("id", id).put("status", "completed");
    ObjectNode counted =
        response
            .putObject("usage")
            .put("input_tokens", usage.input() + usage.cached())
            .put("output_tokens", usage.output())
            .put("total_tokens", usage.input() + usage.cached() + usage.output());
    counted.putObject("input_tokens_details").put("cached_tokens", usage.cached());
    counted.putObject("output_tokens_details").put("reasoning_tokens", usage.thought());
    events.append(event("response.completed", completed));
    return new Answer(model, usage, "text/event-stream", events.toString());
  }
}
