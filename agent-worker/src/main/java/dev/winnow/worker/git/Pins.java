package dev.winnow.worker.git;

import dev.winnow.schemas.GitNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The refs of a repository that keep commits which were fetched, one for each. */
final class Pins {
  /** Each fetch looks at each of them, so more would make fetches slow. */
  static final int MOST = 200;

  /** How many stay when there were too many. */
  static final int KEPT = MOST / 2;

  static final String FOLDER = "refs/pins/";

  private Pins() {}

  /** The ref of a commit. */
  static String of(String commit) {
    return FOLDER + commit;
  }

  /**
   * Removes the oldest if there are too many. Their commits stay, since the worker never prunes a
   * mirror; only whoever asks for one again fetches again.
   *
   * @param git of the mirror, which nobody else writes into meanwhile
   */
  static void removeOldest(Git git, Path mirror) throws IOException {
    Map<String, FileTime> pins = new HashMap<>();
    try (var entries = Files.newDirectoryStream(mirror.resolve(FOLDER))) {
      for (Path entry : entries) {
        String commit = entry.getFileName().toString();
        if (GitNames.isCommit(commit)) {
          pins.put(commit, Files.getLastModifiedTime(entry));
        }
      }
    } catch (NoSuchFileException e) {
      return; // a git that keeps refs in tables, not in files
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (pins.size() <= MOST) {
      return;
    }
    String commands =
        pins.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .limit(pins.size() - KEPT)
            .map(pin -> "delete " + of(pin.getKey()) + "\n")
            .collect(Collectors.joining());
    git.run(commands.getBytes(StandardCharsets.US_ASCII), "update-ref", "--stdin");
  }
}
