package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * The time of all cores that the processes had which this one started, theirs too: git for each
 * command, or a server of a peer. Of Linux's {@code /proc}, so it is right to some 10 ms.
 */
public final class ChildProcesses {
  private static final double TICKS_A_SECOND = 100;
  private static final int OWN_USER = 11;
  private static final int OWN_SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private ChildProcesses() {}

  /**
   * What they had until now, those that have ended and those that run; only differences of it mean
   * something.
   *
   * @throws IOException if there is no {@code /proc}
   */
  public static double cpuSeconds() throws IOException {
    String[] self = fields(Path.of("/proc/self/stat"));
    long ticks = ticks(self, CHILDREN_USER, CHILDREN_SYSTEM);
    Iterator<ProcessHandle> running = ProcessHandle.current().descendants().iterator();
    while (running.hasNext()) {
      try {
        String[] child = fields(Path.of("/proc", String.valueOf(running.next().pid()), "stat"));
        ticks += ticks(child, OWN_USER, OWN_SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
      } catch (NoSuchFileException e) {
        // It has ended since; whoever waited for it has its time.
      }
    }
    return ticks / TICKS_A_SECOND;
  }

  /** What is behind the name, which may have spaces and brackets in it; from the state on. */
  private static String[] fields(Path stat) throws IOException {
    String text = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
    return text.substring(text.lastIndexOf(')') + 2).split(" ");
  }

  private static long ticks(String[] fields, int... which) {
    long sum = 0;
    for (int each : which) {
      sum += Long.parseLong(fields[each]);
    }
    return sum;
  }
}
