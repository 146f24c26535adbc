package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.client.Event;

/** Chooses how a command shows a contest while it runs. */
final class Screens {
  private Screens() {}

  /** JSON where that is asked for; a board on a terminal; else lines. */
  static Screen of(WinnowCommand command) {
    if (command.isJson()) {
      return new JsonScreen(command);
    }
    if (Terminal.isInteractive()) {
      return new AnsiScreen(
          command.out()::print,
          command.out()::flush,
          Terminal::size,
          Tone.isWanted(System.getenv()));
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
    public void task(Watched task) {
      // The events carry all there is.
    }

    @Override
    public void event(Event event) {
      print(event.name(), event.id(), event.data());
    }

    @Override
    public void waiting(String reason) {
      command.err().println("winnow: " + reason);
      command.err().flush();
    }

    @Override
    public void verdict(JsonNode verdict) {
      command.out().println(line("verdict").set("data", verdict).toString());
      command.out().flush();
    }

    @Override
    public void end() {
      // Each line is out as soon as it is printed.
    }

    private void print(String name, String id, JsonNode data) {
      command.out().println(line(name).put("id", id).set("data", data).toString());
      command.out().flush();
    }

    private static ObjectNode line(String name) {
      return WinnowCommand.JSON.createObjectNode().put("event", name);
    }
  }
}
