package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs commands of other programs, git above all, as a person would. */
public final class Commands {
  private Commands() {}

  /**
   * What a command came to.
   *
   * @param status its exit status
   * @param output what it wrote, on both ways
   */
  public record Ended(int status, String output) {}

  /**
   * Runs one that is to succeed.
   *
   * @return what it wrote
   * @throws IOException if it ends with another status than 0
   */
  public static String run(Path folder, String... command) throws IOException {
    Ended ended = end(folder, command);
    if (ended.status() != 0) {
      throw new IOException(String.join(" ", command) + ": " + ended.output());
    }
    return ended.output();
  }

  /** Runs one that may fail. */
  public static Ended end(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
