package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What memory this process takes, in bytes. */
public final class OwnMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final int KIB = 1024;

  private OwnMemory() {}

  /** What is in use of the heap after a collection. */
  public static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Whether the platform tells what is {@link #resident}. */
  public static boolean isResidentTold() {
    return Files.isReadable(STATUS);
  }

  /**
   * What is in memory of the whole process, as Linux tells it.
   *
   * @throws IOException if there is no {@code /proc}
   */
  public static long resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .findFirst()
        .orElse(0);
  }
}
