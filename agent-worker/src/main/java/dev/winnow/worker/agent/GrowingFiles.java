package dev.winnow.worker.agent;

import dev.winnow.worker.process.UntrustedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files of a folder to which a tool appends lines, each read from where the last reading ended. The
 * tool's model can write there too, and exchange files while they are read: no link is followed,
 * nothing is waited for, and what is read and remembered is bounded.
 */
final class GrowingFiles {
  private static final int MOST_FILES = 1_000;
  private static final int MOST_LISTED = 20_000;
  private static final int DEEPEST = 8;
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private final Path bounds;
  private final Path folder;
  private final Predicate<Path> isOne;
  private final Map<Path, State> states = new HashMap<>();
  private final byte[] buffer = new byte[64 * 1024];
  private long total;

  private static final class State {
    private final Lines lines;
    private long offset;

    State(Lines lines) {
      this.lines = lines;
    }
  }

  /**
   * Such files.
   *
   * @param sandbox out of which no link may lead; a folder that is elsewhere bounds itself
   * @param folder where they are or will be, at any depth that is usual
   * @param isOne which of its files, by their path
   */
  GrowingFiles(Path sandbox, Path folder, Predicate<Path> isOne) {
    this.bounds = folder.startsWith(sandbox) ? sandbox : folder;
    this.folder = folder;
    this.isOne = isOne;
  }

  /** Gives what is new, line by line, with the file's path. */
  void read(BiConsumer<String, String> lines) {
    for (Path file : list()) {
      if (states.size() >= MOST_FILES && !states.containsKey(file)) {
        continue;
      }
      String name = file.toString();
      State state =
          states.computeIfAbsent(
              file, key -> new State(new Lines(line -> lines.accept(name, line))));
      try {
        read(file, state);
      } catch (IOException e) {
        // It is gone, or no file: what was read of it counts.
      }
    }
  }

  private List<Path> list() {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      return all.limit(MOST_LISTED)
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(isOne)
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      // The tool removes a folder while it is listed: the next poll lists again.
      return List.of();
    }
  }

  private void read(Path file, State state) throws IOException {
    try (UntrustedFile opened = UntrustedFile.open(file, bounds)) {
      for (int n = opened.read(buffer, state.offset);
          n > 0 && total < MOST_BYTES;
          n = opened.read(buffer, state.offset)) {
        state.offset += n;
        total += n;
        state.lines.accept(buffer, n);
      }
    }
  }
}
