package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that goes when the run is over, also on the class path of a peer. */
public record Folder(Path path) implements AutoCloseable {
  /** Makes one. */
  public static Folder make() throws IOException {
    return new Folder(Files.createTempDirectory("winnow-bench-"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
