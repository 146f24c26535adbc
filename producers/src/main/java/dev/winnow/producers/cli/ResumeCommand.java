package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code winnow resume TASK}. */
@Command(name = "resume", description = "Go on with a task that was paused.")
final class ResumeCommand extends ControlCommand {
  @Override
  Optional<TaskCommand.Builder> command(JsonNode task) {
    return Optional.of(TaskCommand.newBuilder().setKind(TaskCommandKind.RESUME));
  }

  @Override
  String done(String task) {
    return "Resumed. The time in which it was paused does not count.";
  }
}
