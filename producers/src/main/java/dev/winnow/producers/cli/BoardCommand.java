package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Server;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow board TASK}. */
@Command(name = "board", description = "Print the best of a task so far.")
final class BoardCommand extends WinnowCommand {

  /** The server gives no more in one answer. */
  private static final int MOST = 1_000;

  @Parameters(index = "0", paramLabel = "TASK", description = "Id of a task.")
  private String taskId;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many candidates. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  int run() {
    if (limit < 1 || limit > MOST) {
      throw new ClientException("--limit is " + limit, "give a number from 1 to " + MOST, false);
    }
    Server server = server();
    JsonNode task = server.task(taskId).orElseThrow(() -> Missing.task(taskId));
    JsonNode board =
        server
            .leaderboard(taskId, limit)
            .orElseGet(() -> JSON.createObjectNode().putArray("entries"));
    if (isJson()) {
      printJson(board);
      return DONE;
    }
    JsonNode entries = board.isArray() ? board : board.path("entries");
    print(
        new BoardText(BoardText.metrics(task), Terminal.width())
            .lines(entries, board.path("control"), limit));
    print(HostsText.lines(board.path("hosts"), Terminal.width()));
    server
        .verdict(taskId)
        .map(verdict -> new OpinionsText(Terminal.width()).lines(verdict.path("judging")))
        .filter(opinions -> !opinions.isEmpty())
        .ifPresent(
            opinions -> {
              print(List.of(""));
              print(opinions);
            });
    return DONE;
  }
}
