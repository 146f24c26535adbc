package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Event;
import java.util.List;

/** Chooses how a command shows a contest while it runs. */
final class Screens {
  private Screens() {}

  /** JSON where that is asked for; a board on a terminal; else lines. */
  static Screen of(WinnowCommand command) {
    if (command.isJson()) {
      return new JsonScreen(command);
    }
    if (Terminal.isInteractive()) {
      return new AnsiScreen(command.out()::print, command.out()::flush, Terminal.width());
    }
    return new LineScreen(
        line -> {
          command.out().println(line);
          command.out().flush();
        },
        Terminal.width());
  }

  /** Events as JSON, one a line. */
  private record JsonScreen(WinnowCommand command) implements Screen {
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
      command.err().println("winnow: " + reason);
      command.err().flush();
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
      command
          .out()
          .println(
              WinnowCommand.JSON
                  .createObjectNode()
                  .put("event", name)
                  .set("data", data)
                  .toString());
      command.out().flush();
    }
  }
}
