package dev.winnow.worker.isolation;

import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Isolation;
import java.util.ArrayList;
import java.util.List;

/** {@link Profile#PROCESS}: limits, and nothing that keeps a command from looking around. */
final class ProcessIsolation implements Isolation {
  private final String prlimit;

  /**
   * @param prlimit the program of that name
   */
  ProcessIsolation(String prlimit) {
    this.prlimit = prlimit;
  }

  @Override
  public Confined confine(Command command) {
    List<String> line =
        new ArrayList<>(ResourceLimits.commandLine(prlimit, command.confinement().limits(), false));
    line.addAll(command.arguments());
    return new Confined(line, command.environment());
  }
}
