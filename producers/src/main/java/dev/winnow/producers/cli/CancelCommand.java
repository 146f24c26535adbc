package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code winnow cancel TASK}. */
@Command(
    name = "cancel",
    description = "End a task now: it is decided with what is known, and workers stop.")
final class CancelCommand extends ControlCommand {
  @Override
  Optional<TaskCommand.Builder> command(JsonNode task) {
    return Optional.of(TaskCommand.newBuilder().setKind(TaskCommandKind.CANCEL));
  }

  @Override
  String done(String task) {
    return "Cancelled. See what it came to:  winnow verdict " + task;
  }
}
