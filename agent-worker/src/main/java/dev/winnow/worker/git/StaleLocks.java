package dev.winnow.worker.git;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Files by which git keeps other processes of it from a file while it writes that. It removes them,
 * unless it is killed or the host loses its power; then all that need the file fail until somebody
 * else does.
 */
final class StaleLocks {
  /** To write a file takes git no such time, not even one whose worker was killed. */
  private static final Duration STALE = Duration.ofMinutes(2);

  private StaleLocks() {}

  /**
   * Removes those that stand in the way of a fetch.
   *
   * @param mirror a repository that nobody else who lives writes into meanwhile
   */
  static void remove(Path mirror) throws IOException {
    for (Path folder : List.of(mirror, mirror.resolve(Pins.FOLDER))) {
      if (Files.isDirectory(folder)) {
        removeIn(folder);
      }
    }
  }

  private static void removeIn(Path folder) throws IOException {
    try (var locks = Files.newDirectoryStream(folder, "*.lock")) {
      for (Path lock : locks) {
        if (isStale(lock)) {
          Files.deleteIfExists(lock);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Also if it is of a time to come, for then the clock was put back. */
  private static boolean isStale(Path lock) throws IOException {
    try {
      Instant made = Files.getLastModifiedTime(lock).toInstant();
      return Duration.between(made, Instant.now()).abs().compareTo(STALE) > 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
