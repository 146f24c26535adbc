package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  /** Cores, processor, system and Java, in a line. */
  static String describe() throws IOException {
    return "%d cores (%s), %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            model(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }

  private static String model() throws IOException {
    if (!Files.isReadable(CPUS)) {
      return "of unknown kind";
    }
    return Files.readAllLines(CPUS).stream()
        .filter(line -> line.startsWith(MODEL))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("of unknown kind");
  }
}
