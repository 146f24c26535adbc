package dev.winnow.local.demo;

import dev.winnow.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A working copy of an example, its {@code repository} folder made a git repository. Author and
 * date of the commit are fixed, so an unchanged example has the same base commit everywhere.
 */
final class DemoExample {
  private static final Map<String, String> IDENTITY =
      Map.of(
          "GIT_AUTHOR_NAME", "Winnow demo",
          "GIT_AUTHOR_EMAIL", "demo@winnow.invalid",
          "GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z",
          "GIT_COMMITTER_NAME", "Winnow demo",
          "GIT_COMMITTER_EMAIL", "demo@winnow.invalid",
          "GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null");

  private DemoExample() {}

  /**
   * Copies an example over what an earlier demo left, and commits what has changed.
   *
   * @param example folder with task.yaml and repository
   * @param copy folder to copy to
   * @return the task spec in the copy
   */
  static Path prepare(Path example, Path copy) {
    if (!Files.isRegularFile(example.resolve("task.yaml"))) {
      throw new LocalException(
          "the example is not at " + example, "start the demo with ./winnow demo of a checkout");
    }
    try {
      copy(example, copy);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the example to " + copy, e);
    }
    Path repository = copy.resolve("repository");
    if (!Files.isDirectory(repository.resolve(".git"))) {
      git(repository, "init", "--quiet", "--initial-branch=main");
    }
    git(repository, "add", "--all");
    if (!git(repository, "status", "--porcelain").isBlank()) {
      git(repository, "commit", "--quiet", "--message=The repository as the contest finds it");
    }
    return copy.resolve("task.yaml");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(IDENTITY);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new LocalException(
            "git " + arguments[0] + " failed: " + output.strip(), "see what git says");
      }
      return output;
    } catch (IOException e) {
      throw new LocalException("git cannot be started", "install git");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted", "start again");
    }
  }
}
