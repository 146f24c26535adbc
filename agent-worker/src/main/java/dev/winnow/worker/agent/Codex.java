package dev.winnow.worker.agent;

import dev.winnow.schemas.Agent;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Codex, by {@code codex exec}. */
final class Codex extends Tool {
  private static final String KEY = "CODEX_API_KEY";
  private static final String GENERAL_KEY = "OPENAI_API_KEY";

  Codex(Prices prices) {
    super("codex", prices);
  }

  @Override
  List<String> flags(AgentRun run) throws UnknownPlaceholderException {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "exec",
                "--json",
                "--skip-git-repo-check",
                // Winnow's sandbox is the one there is.
                "--dangerously-bypass-approvals-and-sandbox"));
    run.model().ifPresent(model -> flags.addAll(List.of("--model", model)));
    return flags;
  }

  @Override
  List<String> lastArguments(AgentRun run) {
    // The prompt is its standard input.
    return List.of("-");
  }

  /** Without a login, this variable is the only one that exec reads a key from. */
  @Override
  Map<String, String> defaults(Map<String, String> own) {
    return own.containsKey(GENERAL_KEY) ? Map.of(KEY, own.get(GENERAL_KEY)) : Map.of();
  }

  @Override
  Meter meter(AgentRun run, String model, Map<String, String> environment) {
    Path folder =
        Path.of(environment.getOrDefault("CODEX_HOME", run.home().resolve(".codex").toString()))
            .resolve("sessions");
    return new CodexMeter(
        prices,
        model,
        new GrowingFiles(
            run.sandbox(),
            folder,
            file -> {
              String name = file.getFileName().toString();
              return name.startsWith("rollout-") && name.endsWith(".jsonl");
            }));
  }

  @Override
  public Set<String> hosts(Agent agent) {
    return Set.of("api.openai.com");
  }
}
