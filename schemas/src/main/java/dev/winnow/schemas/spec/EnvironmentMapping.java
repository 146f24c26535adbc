package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.EphemeralEnvironment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the environment of a spec: one for the whole task, which rungs of it use. */
final class EnvironmentMapping {
  private static final long TIMEOUT_MS = 60_000;
  private static final List<String> COMMANDS = List.of("up", "ready", "down");
  private static final String RUNGS = "rungs";
  private static final Field ENVIRONMENT = Field.of("environment");

  private final JsonNode node;
  private final JsonNode rungs;
  private final SpecTexts texts;
  private final Set<String> users = new HashSet<>();

  /**
   * @param spec a spec that fits the schema
   * @param texts reads commands and variables
   * @param problems where a rung that there is not is told
   */
  EnvironmentMapping(JsonNode spec, SpecTexts texts, List<Problem> problems) {
    this.node = spec.path("environment");
    this.rungs = spec.path("evaluator").path(RUNGS);
    this.texts = texts;
    Set<String> names = new TreeSet<>();
    for (JsonNode rung : rungs) {
      names.add(rung.get("name").textValue());
      if (!node.has(RUNGS) && rung.has("metrics")) {
        users.add(rung.get("name").textValue());
      }
    }
    int index = 0;
    for (JsonNode user : node.path(RUNGS)) {
      Field field = ENVIRONMENT.then(RUNGS).then(index++);
      if (names.contains(user.textValue())) {
        users.add(user.textValue());
      } else {
        problems.add(
            new Problem(
                field.toString(),
                "is " + user.textValue() + ", and there is no such rung",
                SpecSchema.unknown(user.textValue(), names)));
      }
    }
  }

  /**
   * The environment of a rung.
   *
   * @param rung the rung's node
   * @return null if it uses none
   */
  EphemeralEnvironment of(JsonNode rung) {
    if (!isUsedBy(rung)) {
      return null;
    }
    return EphemeralEnvironment.newBuilder()
        .setUp(command("up"))
        .setReady(command("ready"))
        .setDown(command("down"))
        .setEnvironment(texts.environment(node.path("variables"), ENVIRONMENT.then("variables")))
        .setTimeoutMs(
            node.has("timeout")
                ? Durations.milliseconds(node.get("timeout").textValue())
                : TIMEOUT_MS)
        .setExclusive(node.path("exclusive").asBoolean(false))
        .build();
  }

  /** What a rung runs for it, as nodes with a command and its environment. */
  List<JsonNode> commands(JsonNode rung) {
    List<JsonNode> commands = new ArrayList<>();
    if (isUsedBy(rung)) {
      for (String name : COMMANDS) {
        ObjectNode command = JsonNodeFactory.instance.objectNode();
        command.set("command", node.path(name));
        command.set("environment", node.path("variables"));
        commands.add(command);
      }
    }
    return commands;
  }

  private boolean isUsedBy(JsonNode rung) {
    return !node.isMissingNode() && users.contains(rung.get("name").textValue());
  }

  private List<String> command(String name) {
    return texts.command(node.path(name), ENVIRONMENT.then(name));
  }
}
