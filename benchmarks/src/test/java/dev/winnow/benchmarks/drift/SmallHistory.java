package dev.winnow.benchmarks.drift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository with a history of a few commits. */
final class SmallHistory {
  private final Path folder;

  SmallHistory(Path folder) {
    this.folder = folder;
    git("init", "--quiet", "--initial-branch=main");
  }

  Path folder() {
    return folder;
  }

  SmallHistory write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  SmallHistory remove(String path) {
    try {
      Files.delete(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Commits all that was written and removed; returns the commit's id. */
  String commit() {
    git("add", "--all");
    git(
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@winnow.invalid",
        "commit",
        "--quiet",
        "--allow-empty",
        "--message=change");
    return git("rev-parse", "HEAD").strip();
  }

  List<DriftCase> mine() throws IOException, InterruptedException {
    try (Repository repository = new Repository(folder)) {
      return Miner.mine("acme/shop", repository);
    }
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
