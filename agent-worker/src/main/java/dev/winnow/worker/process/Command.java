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
 * @param programs programs that it needs, found as its own is: one that is missing is told before
 *     anything is started
 * @param input what it reads on standard input, at most 4096 bytes
 */
public record Command(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    Path sandbox,
    Duration timeout,
    int outputKept,
    Confinement confinement,
    List<String> programs,
    String input) {
  public Command {
    arguments = List.copyOf(arguments);
    programs = List.copyOf(programs);
    Map<String, String> marked = new HashMap<>(environment);
    marked.put(SandboxProcesses.MARK, sandbox.toString());
    environment = Map.copyOf(marked);
  }

  /** One that needs its own program, and has nothing to read. */
  public Command(
      List<String> arguments,
      Path directory,
      Map<String, String> environment,
      Path sandbox,
      Duration timeout,
      int outputKept,
      Confinement confinement) {
    this(
        arguments,
        directory,
        environment,
        sandbox,
        timeout,
        outputKept,
        confinement,
        List.of(arguments.get(0)),
        "");
  }
}
