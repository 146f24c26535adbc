package dev.winnow.worker.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How much some folders have grown since they were first counted. Counting is left to {@code du},
 * which knows of holes and hard links, and runs beside the caller: at most a twentieth of the time,
 * and every other second at most.
 */
final class DiskUse {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int REST = 20;
  private static final long NOT_COUNTED = -1;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Long enough for a sandbox, and short enough for a checkout that was copied. */
  private static final Duration BEFORE = Duration.ofSeconds(2);

  private final List<Path> folders;
  private CompletableFuture<Long> counting;
  private long startedNanos;
  private long nextNanos = System.nanoTime();
  private long first = -1;
  private long latest;

  DiskUse(List<Path> folders) {
    this.folders = folders;
  }

  /**
   * Counts what is there before a command starts, so that what it writes is not taken for what was
   * there. When there is so much that it takes more than two seconds, the command starts all the
   * same.
   */
  void countBefore() throws IOException {
    startedNanos = System.nanoTime();
    counting = count();
    try {
      counting.get(BEFORE.toMillis(), TimeUnit.MILLISECONDS);
      // The pause before the next one is reckoned from how long this one took.
      grownBy();
    } catch (TimeoutException | ExecutionException e) {
      // The next look sees it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the command was started");
    }
  }

  /** Bytes, as of the latest count that is done; starts another when it is time to. */
  long grownBy() {
    if (counting != null && counting.isDone()) {
      long counted = counting.join();
      if (counted >= 0) {
        latest = counted;
        first = first < 0 ? latest : first;
      }
      long took = System.nanoTime() - startedNanos;
      nextNanos = System.nanoTime() + Math.max(PAUSE.toNanos(), took * REST);
      counting = null;
    }
    if (counting == null && !folders.isEmpty() && System.nanoTime() - nextNanos >= 0) {
      startedNanos = System.nanoTime();
      counting = count();
    }
    return Math.max(0, latest - Math.max(0, first));
  }

  private CompletableFuture<Long> count() {
    List<String> command = new ArrayList<>(List.of("du", "-scx", "--block-size=1", "--"));
    folders.stream().filter(Files::exists).forEach(folder -> command.add(folder.toString()));
    try {
      Process du =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      du.getOutputStream().close();
      return du.onExit()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .handle((done, late) -> late == null ? total(du) : forget(du));
    } catch (IOException e) {
      // Without du nothing is counted; the limit on one file holds all the same.
      return CompletableFuture.completedFuture(NOT_COUNTED);
    }
  }

  /** The last line, "total": the folders are few, so it all fits into the pipe. */
  private long total(Process du) {
    try {
      String[] lines =
          new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .strip()
              .split("\n");
      return Long.parseLong(lines[lines.length - 1].split("\\s")[0]);
    } catch (IOException | NumberFormatException e) {
      return NOT_COUNTED;
    }
  }

  private long forget(Process du) {
    du.destroyForcibly();
    return NOT_COUNTED;
  }
}
