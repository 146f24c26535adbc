package dev.winnow.worker.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command to run.
 *
 * @param arguments program and arguments
 * @param directory its working directory
 * @param environment its whole environment; nothing is inherited
 * @param sandbox the sandbox it belongs to: whatever carries this path as WINNOW_SANDBOX, or works
 *     in it, is killed when the command has ended
 * @param timeout after which it is killed
 */
public record Command(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    Path sandbox,
    Duration timeout) {
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
