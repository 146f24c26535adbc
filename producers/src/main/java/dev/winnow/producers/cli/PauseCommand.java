package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code winnow pause TASK}. */
@Command(
    name = "pause",
    description = "Issue nothing more of a task until it is resumed; what runs goes on.")
final class PauseCommand extends ControlCommand {
  @Override
  Optional<TaskCommand.Builder> command(JsonNode task) {
    return Optional.of(TaskCommand.newBuilder().setKind(TaskCommandKind.PAUSE));
  }

  @Override
  String done(String task) {
    return "Paused; what runs goes on to its end. Go on with:  winnow resume " + task;
  }
}
