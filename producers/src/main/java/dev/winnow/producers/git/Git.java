package dev.winnow.producers.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The git program. It never asks for a password, and is killed when it takes too long. */
public final class Git {

  private static final int EXIT_NOT_RUN = -1;
  private static final int LARGEST_OUTPUT_BYTES = 64 << 20;

  private final Duration timeout;

  /**
   * A runner.
   *
   * @param timeout how long one command may take
   */
  public Git(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * What a command came to.
   *
   * @param exit its exit status; -1 if it did not run to its end
   * @param output what it wrote to standard output
   * @param error what it wrote to standard error, or why it did not run
   */
  public record Result(int exit, String output, String error) {

    /** Whether the exit status is 0. */
    public boolean succeeded() {
      return exit == 0;
    }

    /**
     * The line of the error that says most: the first of git's {@code fatal:} or {@code error:}.
     */
    public String reason() {
      List<String> lines = error.lines().filter(line -> !line.isBlank()).toList();
      return lines.stream()
          .filter(line -> line.startsWith("fatal:") || line.startsWith("error:"))
          .findFirst()
          .or(() -> lines.stream().findFirst())
          .map(line -> line.replaceFirst("^(fatal|error): ", ""))
          .orElse("git ended with status " + exit);
    }
  }

  /**
   * Runs git.
   *
   * @param folder where; git looks for a repository there and in no folder above it when {@code
   *     alone}
   * @param alone whether a repository that merely contains the folder does not count
   * @param arguments what to do
   */
  public Result run(Path folder, boolean alone, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    prepare(builder.environment());
    if (alone) {
      Path above = folder.toAbsolutePath().normalize().getParent();
      Optional.ofNullable(above)
          .ifPresent(
              parent -> builder.environment().put("GIT_CEILING_DIRECTORIES", parent.toString()));
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return await(process);
    } catch (IOException notStarted) {
      return new Result(EXIT_NOT_RUN, "", "git cannot be started: " + notStarted.getMessage());
    }
  }

  private Result await(Process process) {
    CompletableFuture<String> output = read(process.getInputStream());
    CompletableFuture<String> error = read(process.getErrorStream());
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Result(EXIT_NOT_RUN, "", "git took longer than " + timeout.toSeconds() + " s");
      }
      return new Result(process.exitValue(), output.join(), error.join());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Result(EXIT_NOT_RUN, "", "git was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            String text =
                new String(stream.readNBytes(LARGEST_OUTPUT_BYTES), StandardCharsets.UTF_8);
            stream.skip(Long.MAX_VALUE);
            return text;
          } catch (IOException closed) {
            throw new UncheckedIOException(closed);
          }
        });
  }

  /** Takes out what ties git to another repository, as in a hook, and what makes it ask. */
  private static void prepare(Map<String, String> environment) {
    environment
        .keySet()
        .removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"));
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    environment.put("LC_ALL", "C");
  }
}
