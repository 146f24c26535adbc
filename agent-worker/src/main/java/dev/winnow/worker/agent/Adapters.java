package dev.winnow.worker.agent;

import dev.winnow.schemas.spec.AgentAdapter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The adapters that there are, by the names that specs use. */
public final class Adapters {
  private final Map<AgentAdapter, Adapter> adapters = new EnumMap<>(AgentAdapter.class);

  /**
   * All of them.
   *
   * @param prices by which the tokens of tools that report no cost are paid
   */
  public Adapters(Prices prices) {
    adapters.put(AgentAdapter.COMMAND, new CommandAdapter());
    adapters.put(AgentAdapter.CLAUDE_CODE, new ClaudeCode(prices));
    adapters.put(AgentAdapter.CODEX, new Codex(prices));
    adapters.put(AgentAdapter.GEMINI_CLI, new GeminiCli(prices));
    adapters.put(AgentAdapter.OPENCODE, new OpenCode(prices));
    adapters.put(AgentAdapter.AIDER, new Aider(prices));
    adapters.put(AgentAdapter.SWEEP, new BuiltIn(AgentAdapter.SWEEP));
    adapters.put(AgentAdapter.MUTATE, new BuiltIn(AgentAdapter.MUTATE));
  }

  /**
   * The adapter of a name.
   *
   * @return empty if this version has none of that name
   */
  public Optional<Adapter> of(String name) {
    return AgentAdapter.of(name).map(adapters::get);
  }
}
