package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Event;
import dev.winnow.producers.client.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow verdict TASK}. */
@Command(
    name = "verdict",
    description = "Print how a task was decided; exit code 1 while it is not.")
final class VerdictCommand extends WinnowCommand {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Parameters(index = "0", paramLabel = "TASK", description = "Id of a task.")
  private String taskId;

  @Option(names = "--wait", description = "Wait until the task is decided.")
  private boolean wait;

  @Override
  int run() {
    Server server = server();
    Optional<JsonNode> known = wait ? Optional.empty() : server.verdict(taskId);
    JsonNode verdict = known.orElseGet(() -> await(server));
    if (isJson()) {
      printJson(verdict);
      return DONE;
    }
    List<String> metrics = server.task(taskId).map(BoardText::metrics).orElse(List.of());
    print(new VerdictText(metrics, Terminal.width()).lines(verdict));
    return DONE;
  }

  private JsonNode await(Server server) {
    if (wait) {
      return new LiveBoard(server, taskId, new Silent(), PATIENCE).follow();
    }
    ClientException missing =
        server.task(taskId).isPresent() ? Missing.verdict(taskId) : Missing.task(taskId);
    throw missing;
  }

  /** Waits without a word. */
  private static final class Silent implements Screen {
    @Override
    public void task(Watched task) {}

    @Override
    public void event(Event event) {}

    @Override
    public void waiting(String reason) {}

    @Override
    public void verdict(JsonNode verdict) {}

    @Override
    public void end() {}
  }
}
