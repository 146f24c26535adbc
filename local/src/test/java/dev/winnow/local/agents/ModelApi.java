package dev.winnow.local.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One provider's API, as far as a scripted model needs it. */
abstract class ModelApi {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String LAST_WORD = "Done: the file holds what was asked for.";

  private final List<String> commands;

  /**
   * What is sent back.
   *
   * @param model the model that was asked
   * @param usage the tokens that the answer says it took
   * @param type media type of the body
   * @param body the answer
   */
  record Answer(String model, Usage usage, String type, String body) {}

  ModelApi(List<String> commands) {
    this.commands = List.copyOf(commands);
  }

  /** Whether a path asks for an answer of a model. */
  abstract boolean takes(String path);

  /** The answer to a request. */
  abstract Answer answer(String path, JsonNode request);

  /** The command that is asked for next, or null if all have been run. */
  final String next(int run) {
    return run < commands.size() ? commands.get(run) : null;
  }

  /** Different for each turn, so that a turn that nobody counted shows. */
  static Usage usage(int turn) {
    return new Usage(1_000 + 10L * turn, 200 + turn, 50 + turn, 10);
  }

  static int count(Iterable<JsonNode> items, String field, String value) {
    int count = 0;
    for (JsonNode item : items) {
      count += item.path(field).asText().equals(value) ? 1 : 0;
    }
    return count;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** An event of a stream with a name (WHATWG, server-sent events). */
  static String event(String name, ObjectNode data) {
    return "event: " + name + "\ndata: " + data.put("type", name) + "\n\n";
  }

  static String data(JsonNode data) {
    return "data: " + data + "\n\n";
  }
}
