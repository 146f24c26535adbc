package dev.winnow.worker.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Agent;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** opencode, by {@code opencode run}. */
final class OpenCode extends Tool {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "OPENCODE_CONFIG_CONTENT";

  OpenCode(Prices prices) {
    super("opencode", prices);
  }

  @Override
  List<String> flags(AgentRun run) throws UnknownPlaceholderException {
    // With a title of its own it asks no model for one.
    List<String> flags =
        new ArrayList<>(List.of("run", "--format", "json", "--title", run.order().getAttemptId()));
    run.model().ifPresent(model -> flags.addAll(List.of("--model", model)));
    return flags;
  }

  @Override
  Map<String, String> defaults(Map<String, String> own) {
    return Map.of("OPENCODE_DISABLE_AUTOUPDATE", "1");
  }

  /** The spec's own configuration goes first. */
  @Override
  void prepare(AgentRun run, Map<String, String> environment) throws IOException {
    ObjectNode config = own(environment.getOrDefault(CONFIG, "{}"));
    if (!config.has("permission")) {
      // Subagents print nothing, so nobody would know what they cost.
      config.putObject("permission").put("*", "allow").put("task", "deny");
    }
    if (!config.has("autoupdate")) {
      config.put("autoupdate", false);
    }
    if (!config.has("share")) {
      config.put("share", "disabled");
    }
    environment.put(CONFIG, config.toString());
  }

  private static ObjectNode own(String text) throws IOException {
    try {
      JsonNode config = JSON.readTree(text);
      if (config instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Told below, without what the parser quotes of it.
    }
    throw new IOException(
        "agent.environment." + CONFIG + " is no JSON object: give one, without comments");
  }

  @Override
  Meter meter(AgentRun run, String model, Map<String, String> environment) {
    return new OpenCodeMeter(prices, model);
  }

  @Override
  public Set<String> hosts(Agent agent) {
    return Hosts.ofModel(agent, "models.opencode.ai", "models.dev", "registry.npmjs.org");
  }
}
