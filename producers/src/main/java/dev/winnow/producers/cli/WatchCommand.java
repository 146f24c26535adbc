package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Event;
import java.time.Duration;
import java.util.List;
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
    new LiveBoard(server(), taskId, screen(), Duration.ofSeconds(patience)).follow();
    return DONE;
  }

  private Screen screen() {
    if (isJson()) {
      return new JsonScreen();
    }
    if (Terminal.isInteractive()) {
      return new AnsiScreen(out()::print, out()::flush, Terminal.width());
    }
    return new LineScreen(
        line -> {
          out().println(line);
          out().flush();
        },
        Terminal.width());
  }

  /** Events as JSON, one a line. */
  private final class JsonScreen implements Screen {
    @Override
    public void task(String taskId, List<String> metrics) {
      // The events carry all there is.
    }

    @Override
    public void event(Event event) {
      print(event.name(), event.data());
    }

    @Override
    public void waiting(String reason) {
      err().println("winnow: " + reason);
      err().flush();
    }

    @Override
    public void verdict(JsonNode verdict) {
      print("verdict", verdict);
    }

    @Override
    public void end() {
      // Each line is out as soon as it is printed.
    }

    private void print(String name, JsonNode data) {
      out().println(JSON.createObjectNode().put("event", name).set("data", data).toString());
      out().flush();
    }
  }
}
