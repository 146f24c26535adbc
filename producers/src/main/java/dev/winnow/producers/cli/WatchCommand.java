package dev.winnow.producers.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow watch TASK}. */
@Command(name = "watch", description = "Follow a contest until its verdict.")
final class WatchCommand extends WinnowCommand {

  @Parameters(index = "0", paramLabel = "TASK", description = "Id of a task.")
  private String taskId;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Give up when the server is away for longer. Default: ${DEFAULT-VALUE}.")
  private int patience;

  @Override
  int run() {
    new LiveBoard(server(), taskId, Screens.of(this), Duration.ofSeconds(patience)).follow();
    return DONE;
  }
}
