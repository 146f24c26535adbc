package dev.winnow.worker.isolation;

import dev.winnow.worker.process.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's limits on a process (setrlimit(2)), set by util-linux's prlimit. They hold at once,
 * but for one process each; what a run uses altogether is looked at besides.
 */
final class ResourceLimits {
  /**
   * Runtimes set more aside than they use; and what is seen of all processes together has words for
   * it, where a process that cannot be started has none.
   */
  private static final int FACTOR = 2;

  private static final int CPU_GRACE_SECONDS = 5;

  private ResourceLimits() {}

  /**
   * The command line that runs another within limits, without the other.
   *
   * @param prlimit the program
   * @param countsProcesses whether the limit on processes can be set: it counts all that its user
   *     has in the user namespace, so it needs one of its own
   */
  static List<String> commandLine(String prlimit, Limits limits, boolean countsProcesses) {
    List<String> line = new ArrayList<>(List.of(prlimit, "--core=0"));
    add(line, "--fsize=", limits.fileSize());
    if (limits.memory() < Limits.UNLIMITED / FACTOR) {
      add(line, "--data=", limits.memory() * FACTOR);
    }
    if (countsProcesses && limits.processes() < Limits.UNLIMITED / FACTOR) {
      add(line, "--nproc=", limits.processes() * FACTOR);
    }
    if (limits.cpu().compareTo(Limits.UNLIMITED_TIME) < 0) {
      // Later than the limit for all together, which has words for it.
      add(line, "--cpu=", limits.cpu().toSeconds() + CPU_GRACE_SECONDS);
    }
    return line;
  }

  private static void add(List<String> line, String option, long value) {
    if (value < Limits.UNLIMITED) {
      line.add(option + value);
    }
  }
}
