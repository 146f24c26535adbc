package dev.winnow.local.example;

import dev.winnow.local.LocalException;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.producers.lint.Linter;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
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
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A working copy of an example, its {@code repository} folder made a git repository. Author and
 * date of the commit are fixed, so an unchanged example has the same base commit everywhere.
 */
public final class Example {
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

  private Example() {}

  /**
   * Copies an example over what an earlier demo left, and commits what has changed.
   *
   * @param example folder with task.yaml and repository
   * @param copy folder to copy to
   * @return the task spec in the copy
   */
  public static Path prepare(Path example, Path copy) {
    copy(example, copy);
    commit(copy.resolve("repository"), "The repository as the contest finds it");
    return copy.resolve("task.yaml");
  }

  /**
   * Copies an example over what is there.
   *
   * @param example folder with task.yaml and repository
   * @param copy folder to copy to
   */
  public static void copy(Path example, Path copy) {
    if (!Files.isRegularFile(example.resolve("task.yaml"))) {
      throw new LocalException(
          "the example is not at " + example, "start it with ./winnow of a checkout");
    }
    try {
      copyAll(example, copy);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the example to " + copy, e);
    }
  }

  /**
   * Commits what is in a folder, which is made a repository if it is none; nothing if none has
   * changed.
   */
  public static void commit(Path repository, String message) {
    if (!Files.isDirectory(repository.resolve(".git"))) {
      git(repository, "init", "--quiet", "--initial-branch=main");
    }
    git(repository, "add", "--all");
    if (!git(repository, "status", "--porcelain").isBlank()) {
      git(repository, "commit", "--quiet", "--message=" + message);
    }
  }

  /**
   * Lints a spec, its evaluator not being run.
   *
   * @param warnings told what is allowed and looks wrong
   */
  public static Task lint(Path spec, Consumer<Problem> warnings) {
    return lint(spec, Optional.empty(), warnings);
  }

  /**
   * Lints a spec.
   *
   * @param probe runs its evaluator on the untouched base
   * @param warnings told what is allowed and looks wrong
   */
  public static Task lint(Path spec, Optional<BaseProbe> probe, Consumer<Problem> warnings) {
    Parsed parsed = new Linter(probe, warnings).lint(spec);
    if (parsed instanceof Parsed.Invalid invalid) {
      var first = invalid.problems().get(0);
      throw new LocalException(spec + ": " + first.field() + ": " + first.message(), first.mend());
    }
    return ((Parsed.Valid) parsed).task();
  }

  private static void copyAll(Path from, Path to) throws IOException {
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

  /** Runs git as nobody in particular, and returns what it prints. */
  public static String git(Path folder, String... arguments) {
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
