package dev.winnow.worker.agent;

import dev.winnow.schemas.Agent;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** aider, by {@code aider --message-file}. */
final class Aider extends Tool {
  private static final String LOG = "aider-analytics.jsonl";

  /** It keeps a map of the repository in the checkout, which is no part of its patch. */
  private static final String WITHOUT_ITS_CACHE =
      "\"$@\"; status=$?; rm -rf .aider.tags.cache.v*; exit $status";

  Aider(Prices prices) {
    super("aider", prices);
  }

  @Override
  List<String> flags(AgentRun run) throws UnknownPlaceholderException {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--yes-always",
                "--no-auto-commits",
                "--no-dirty-commits",
                "--no-gitignore",
                "--no-check-update",
                "--no-show-release-notes",
                "--no-suggest-shell-commands",
                "--no-detect-urls",
                "--no-fancy-input",
                "--no-pretty",
                // A provider tells tokens at the end of an answer that is not streamed.
                "--no-stream",
                // Nothing is sent; the log is written all the same.
                "--analytics-disable",
                "--analytics-log",
                log(run).toString(),
                "--chat-history-file",
                run.home().resolve("aider-chat.md").toString(),
                "--input-history-file",
                run.home().resolve("aider-input").toString()));
    run.model().ifPresent(model -> flags.addAll(List.of("--model", model)));
    return flags;
  }

  @Override
  List<String> lastArguments(AgentRun run) {
    return List.of("--message-file", run.promptFile().toString());
  }

  @Override
  List<String> command(AgentRun run, List<String> tool) {
    return Shell.wrapped(WITHOUT_ITS_CACHE, "aider", tool);
  }

  @Override
  Meter meter(AgentRun run, String model, Map<String, String> environment) {
    Path log = log(run);
    return new AiderMeter(prices, model, new GrowingFiles(run.sandbox(), run.home(), log::equals));
  }

  private static Path log(AgentRun run) {
    return run.home().resolve(LOG);
  }

  @Override
  public Set<String> hosts(Agent agent) {
    return Hosts.ofModel(agent);
  }
}
