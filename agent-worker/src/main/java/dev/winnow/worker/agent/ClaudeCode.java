package dev.winnow.worker.agent;

import dev.winnow.schemas.Agent;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Claude Code, by {@code claude --print}. */
final class ClaudeCode extends Tool {
  ClaudeCode(Prices prices) {
    super("claude", prices);
  }

  @Override
  List<String> flags(AgentRun run) throws UnknownPlaceholderException {
    Agent agent = run.order().getAgent();
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--print",
                "--output-format",
                "stream-json",
                "--verbose",
                // Without it, what an answer took is told at its beginning, before its output is.
                "--include-partial-messages",
                "--permission-mode",
                "bypassPermissions"));
    run.model().ifPresent(model -> flags.addAll(List.of("--model", model)));
    agent.getMaxTurns().ifPresent(turns -> flags.addAll(List.of("--max-turns", turns.toString())));
    BigDecimal most = agent.getMaxCost();
    if (most.signum() > 0) {
      flags.addAll(List.of("--max-budget-usd", most.stripTrailingZeros().toPlainString()));
    }
    return flags;
  }

  @Override
  Map<String, String> defaults(Map<String, String> own) {
    return Map.of(
        // It refuses to go without permissions as root, unless it is told where it is.
        "IS_SANDBOX", "1",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
        "DISABLE_AUTOUPDATER", "1");
  }

  @Override
  Meter meter(AgentRun run, String model, Map<String, String> environment) {
    return new ClaudeCodeMeter(prices);
  }

  @Override
  public Set<String> hosts(Agent agent) {
    return Hosts.of(agent, "ANTHROPIC_BASE_URL", Set.of("api.anthropic.com"));
  }
}
