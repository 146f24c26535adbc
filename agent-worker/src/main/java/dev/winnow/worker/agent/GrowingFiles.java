package dev.winnow.worker.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files of a folder to which a tool appends lines, each read from where the last reading ended. The
 * tool's model can write there too: no link is followed, and what is read is bounded.
 */
final class GrowingFiles {
  private static final int MOST_FILES = 1_000;
  private static final int DEEPEST = 8;
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private final Path folder;
  private final Predicate<Path> isOne;
  private final Map<Path, State> states = new HashMap<>();
  private final byte[] buffer = new byte[64 * 1024];
  private long total;

  private static final class State {
    private final List<String> found = new ArrayList<>();
    private final Lines lines = new Lines(found::add);
    private long offset;
  }

  /**
   * Such files.
   *
   * @param folder where they are or will be, at any depth that is usual
   * @param isOne which of its files, by their path
   */
  GrowingFiles(Path folder, Predicate<Path> isOne) {
    this.folder = folder;
    this.isOne = isOne;
  }

  /** Gives what is new, line by line, with the file's path. */
  void read(BiConsumer<String, String> lines) {
    for (Path file : list()) {
      State state = states.computeIfAbsent(file, key -> new State());
      try {
        read(file, state);
      } catch (IOException e) {
        // It is gone, or no file: what was read of it counts.
      }
      state.found.forEach(line -> lines.accept(file.toString(), line));
      state.found.clear();
    }
  }

  private List<Path> list() {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
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
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      channel.position(state.offset);
      for (int n = channel.read(ByteBuffer.wrap(buffer));
          n > 0 && total < MOST_BYTES;
          n = channel.read(ByteBuffer.wrap(buffer))) {
        state.offset += n;
        total += n;
        state.lines.accept(buffer, n);
      }
    }
  }
}
