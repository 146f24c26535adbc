package dev.winnow.producers.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An empty bare repository in a folder of its own, to fetch into; gone when it is closed. */
public final class ScratchRepository implements AutoCloseable {

  private final Git git;
  private final Path folder;

  private ScratchRepository(Git git, Path folder) {
    this.git = git;
    this.folder = folder;
  }

  /** Makes one. */
  public static ScratchRepository create(Git git) throws IOException {
    Path folder = Files.createTempDirectory("winnow");
    git.run(folder, true, "init", "--quiet", "--bare");
    return new ScratchRepository(git, folder);
  }

  /** Runs git in it. */
  public Git.Result run(String... arguments) {
    return git.run(folder, true, arguments);
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> inner = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : inner) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
