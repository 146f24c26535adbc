package dev.winnow.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * Clocks of processes that can be set while they run, by libfaketime: each process looks once a
 * second in a file of its own how far its clock is off. Time that only goes on, by which programs
 * wait, is left alone, as it is when the clock of a host is set.
 */
final class Clocks {
  private final Path library;
  private final Path folder;

  /**
   * @param library libfaketime
   * @param folder where the files are
   */
  Clocks(Path library, Path folder) throws IOException {
    this.library = library;
    this.folder = Files.createDirectories(folder);
  }

  /** The variables that give a process its clock, which is right at first. */
  Map<String, String> of(String process) throws IOException {
    set(process, Duration.ZERO);
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file(process).toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // Else each wait of a JVM would be over at once, also while the clock is right.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** Sets how far the clock of a process is off, which notices within two seconds. */
  void set(String process, Duration off) throws IOException {
    Path next = folder.resolve(process + ".next");
    Files.writeString(next, "%+d%n".formatted(off.toSeconds()));
    // Nobody reads half of it.
    Files.move(next, file(process), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(String process) {
    return folder.resolve(process);
  }
}
