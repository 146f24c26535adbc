package dev.winnow.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this host lets one do.
 *
 * @param fakeTime the library that gives a process another clock; empty if it is not installed
 * @param noOwnDisk why no process can have a small disk of its own; empty if it can
 */
record Host(Optional<Path> fakeTime, Optional<String> noOwnDisk) {
  private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"));
  private static final String FAKE_TIME = "faketime/libfaketime.so.1";

  /**
   * Finds it out.
   *
   * @param folder where something can be tried
   */
  static Host look(Path folder) throws IOException, InterruptedException {
    return new Host(findFakeTime(), tryDisk(folder.resolve("disk")));
  }

  /** Debian has it in the folder of the architecture. */
  private static Optional<Path> findFakeTime() throws IOException {
    for (Path libraries : LIBRARIES) {
      if (Files.isDirectory(libraries)) {
        List<Path> places = new ArrayList<>(List.of(libraries));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(libraries, "*-linux-*")) {
          folders.forEach(places::add);
        }
        for (Path place : places) {
          if (Files.isRegularFile(place.resolve(FAKE_TIME))) {
            return Optional.of(place.resolve(FAKE_TIME));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> tryDisk(Path at) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ChaosStack.withMounts().toString()));
    command.addAll(ChaosStack.disk(at, "1m"));
    command.add("true");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    return process.waitFor() == 0
        ? Optional.empty()
        : Optional.of("a worker cannot mount a disk of its own here: " + said);
  }
}
