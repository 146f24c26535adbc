package dev.winnow.local.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Gemini's generateContent, streamed and not: what Gemini CLI speaks. */
final class GeminiContent extends ModelApi {
  GeminiContent(List<String> commands) {
    super(commands);
  }

  @Override
  boolean takes(String path) {
    return path.startsWith("/v1beta/models/")
        && (path.endsWith(":streamGenerateContent") || path.endsWith(":generateContent"));
  }

  @Override
  Answer answer(String path, JsonNode request) {
    int run = 0;
    for (JsonNode content : request.path("contents")) {
      for (JsonNode part : content.path("parts")) {
        run += part.has("functionResponse") ? 1 : 0;
      }
    }
    String model = path.substring("/v1beta/models/".length(), path.indexOf(':'));
    Usage usage = usage(run);
    String command = request.path("tools").isEmpty() ? null : next(run);
    ObjectNode answer = object().put("modelVersion", model).put("responseId", "r" + run);
    ObjectNode candidate =
        answer.putArray("candidates").addObject().put("index", 0).put("finishReason", "STOP");
    ObjectNode part =
        candidate.putObject("content").put("role", "model").putArray("parts").addObject();
    if (command == null) {
      part.put("text", LAST_WORD);
    } else {
      part.putObject("functionCall")
          .put("name", "run_shell_command")
          .putObject("args")
          .put("command", command)
          .put("description", "Edits a file");
    }
    answer
        .putObject("usageMetadata")
        .put("promptTokenCount", usage.input() + usage.cached())
        .put("cachedContentTokenCount", usage.cached())
        .put("candidatesTokenCount", usage.output() - usage.thought())
        .put("thoughtsTokenCount", usage.thought())
        .put("totalTokenCount", usage.input() + usage.cached() + usage.output());
    boolean isStream = path.endsWith(":streamGenerateContent");
    return new Answer(
        model,
        usage,
        isStream ? "text/event-stream" : "application/json",
        isStream ? data(answer) : answer.toString());
  }
}
