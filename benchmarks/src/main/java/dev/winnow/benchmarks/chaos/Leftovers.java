package dev.winnow.benchmarks.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** What a run has left on the host: processes, mounts and folders of sandboxes. */
final class Leftovers {
  private static final Path PROC = Path.of("/proc");

  private Leftovers() {}

  /**
   * Processes that work in a folder, have it in their environment or on their command line.
   *
   * @param folder absolute
   * @param isMeant which process ids count
   */
  static List<Long> processes(Path folder, LongPredicate isMeant) throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (pid != ProcessHandle.current().pid() && isMeant.test(pid) && isOf(entry, folder)) {
          found.add(pid);
        }
      }
    }
    return found;
  }

  private static boolean isOf(Path process, Path folder) {
    String text = folder.toString();
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder)
          || read(process.resolve("environ")).contains(text)
          || read(process.resolve("cmdline")).contains(text);
    } catch (IOException e) {
      // It has ended meanwhile, or is somebody else's.
      return false;
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  /** A process in words. */
  static String describe(long pid) {
    try {
      return pid + " " + read(PROC.resolve(pid + "/cmdline")).replace('\0', ' ').strip();
    } catch (IOException e) {
      return pid + ", which is gone";
    }
  }

  /** Mounts below a folder, as this process sees them. */
  static List<String> mounts(Path folder) throws IOException {
    return Files.readAllLines(PROC.resolve("self/mounts")).stream()
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }

  /** Sandboxes and their records in a worker's folder. */
  static List<String> sandboxes(Path workerFolder) throws IOException {
    List<String> found = new ArrayList<>();
    for (String kind : List.of("sandboxes", "workspaces")) {
      Path folder = workerFolder.resolve(kind);
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
          entries.forEach(entry -> found.add(entry.toString()));
        }
      }
    }
    return found;
  }
}
