package dev.winnow.worker.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Agent;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gemini CLI, by {@code gemini} with its prompt on standard input. */
final class GeminiCli extends Tool {
  private static final ObjectMapper JSON = new ObjectMapper();

  GeminiCli(Prices prices) {
    super("gemini", prices);
  }

  @Override
  List<String> flags(AgentRun run) throws UnknownPlaceholderException {
    List<String> flags =
        new ArrayList<>(List.of("--yolo", "--skip-trust", "--output-format", "stream-json"));
    run.model().ifPresent(model -> flags.addAll(List.of("--model", model)));
    return flags;
  }

  /** What it has no flags for. With another address it would not take a key without being told. */
  @Override
  void prepare(AgentRun run, Map<String, String> environment) throws IOException {
    ObjectNode settings = JSON.createObjectNode();
    settings.putObject("general").put("disableAutoUpdate", true).put("enableAutoUpdate", false);
    settings.putObject("privacy").put("usageStatisticsEnabled", false);
    if (environment.containsKey("GEMINI_API_KEY")) {
      settings.putObject("security").putObject("auth").put("selectedType", "gemini-api-key");
    }
    run.order()
        .getAgent()
        .getMaxTurns()
        .ifPresent(turns -> settings.putObject("model").put("maxSessionTurns", turns));
    Path folder = Files.createDirectories(run.home().resolve(".gemini"));
    Files.writeString(folder.resolve("settings.json"), settings.toPrettyString());
  }

  @Override
  Meter meter(AgentRun run, String model, Map<String, String> environment) {
    return new GeminiCliMeter(
        prices,
        new GrowingFiles(
            run.sandbox(),
            run.home().resolve(".gemini").resolve("tmp"),
            file ->
                file.getParent().getFileName().toString().equals("chats")
                    && file.getFileName().toString().endsWith(".jsonl")));
  }

  @Override
  public Set<String> hosts(Agent agent) {
    return Hosts.of(agent, "GOOGLE_GEMINI_BASE_URL", Set.of("generativelanguage.googleapis.com"));
  }
}
