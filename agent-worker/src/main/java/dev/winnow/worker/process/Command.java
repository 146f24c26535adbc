package dev.winnow.worker.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command to run.
 *
 * @param arguments program and arguments
 * @param directory its working directory
 * @param environment its environment; nothing is inherited, and WINNOW_SANDBOX is added
 * @param sandbox the sandbox it belongs to: whatever carries this path as WINNOW_SANDBOX, or works
 *     in it, is killed when the command has ended
 * @param timeout after which it is killed
 * @param outputKept how many bytes of the end of its output are kept, at least 1
 * @param confinement what it may see and use of the host
 */
public record Command(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    Path sandbox,
    Duration timeout,
    int outputKept,
    Confinement confinement) {
  public Command {
    arguments = List.copyOf(arguments);
    Map<String, String> marked = new HashMap<>(environment);
    marked.put(SandboxProcesses.MARK, sandbox.toString());
    environment = Map.copyOf(marked);
  }
}
