package dev.winnow.worker.git;

import dev.winnow.schemas.DaemonThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs git commands; an interrupt of the thread that waits for one ends it. Two kinds: {@link
 * #remote} ones may use the credentials and settings of the user that runs the worker; {@link
 * #isolated} ones, which work on files that an agent wrote, read no settings but the repository's
 * own. Neither runs a hook.
 */
final class Git {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MESSAGE_LIMIT = 300;
  private static final int MESSAGE_READ = 64 * 1024;
  private static final List<String> PROGRAM =
      List.of(
          "git",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.logAllRefUpdates=false",
          "-c",
          "gc.auto=0",
          "-c",
          "maintenance.auto=false",
          "-c",
          "protocol.ext.allow=never",
          "-c",
          "advice.detachedHead=false");

  private final Path folder;
  private final Map<String, String> environment;

  private Git(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** Git that may talk to other repositories as the worker's user. */
  static Git remote(Path folder) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(key -> key.startsWith("GIT_") && !key.startsWith("GIT_SSH"));
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("LC_ALL", "C");
    return new Git(folder, environment);
  }

  /** Git that heeds nothing outside {@code folder}. */
  static Git isolated(Path folder) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
    environment.put("HOME", "/nonexistent");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_ATTR_NOSYSTEM", "1");
    environment.put("LC_ALL", "C");
    return new Git(folder, environment);
  }

  /**
   * Git that reads a repository which anyone may have made and anyone may own. Its configuration
   * can name programs for commands that transfer, and git would transfer an object that is missing
   * from a partial clone.
   */
  static Git reading(Path folder) {
    return isolated(folder)
        .with(
            Map.of(
                "GIT_NO_LAZY_FETCH", "1",
                // The same for git that does not know the former: no protocol is allowed.
                "GIT_ALLOW_PROTOCOL", "",
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "safe.directory",
                "GIT_CONFIG_VALUE_0", "*"));
  }

  /** The same with more variables. */
  Git with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Git(folder, all);
  }

  /** Runs a command and returns its output without the last line's end. */
  String run(String... arguments) throws GitException {
    return new String(run(new byte[0], arguments), StandardCharsets.UTF_8).stripTrailing();
  }

  /** Runs a command with {@code input} as its standard input and returns its output. */
  byte[] run(byte[] input, String... arguments) throws GitException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    stream(new ByteArrayInputStream(input), out -> out.transferTo(output), arguments);
    return output.toByteArray();
  }

  /** Starts a command that answers what it is asked until its input ends; the caller ends it. */
  Process start(String... arguments) throws GitException {
    try {
      return builder(arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new GitException("git " + arguments[0] + " could not be run: " + e.getMessage(), e);
    }
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(PROGRAM);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Runs a command whose output is read as it comes. */
  void stream(InputStream input, OutputReader reader, String... arguments) throws GitException {
    Process process = null;
    try {
      process = builder(arguments).start();
      Process running = process;
      CompletableFuture<String> error =
          CompletableFuture.supplyAsync(() -> text(running.getErrorStream()), Git::onThread);
      CompletableFuture<Void> fed =
          CompletableFuture.runAsync(() -> feed(input, running.getOutputStream()), Git::onThread);
      CompletableFuture<Boolean> late =
          new CompletableFuture<Boolean>()
              .completeOnTimeout(true, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      late.thenRun(() -> all(running).forEach(ProcessHandle::destroyForcibly));
      read(process, reader);
      int status = process.waitFor();
      boolean timedOut = late.isDone();
      late.cancel(false);
      fed.join();
      if (timedOut) {
        throw new GitException("git " + arguments[0] + " took more than " + TIMEOUT);
      }
      if (status != 0) {
        throw new GitException("git " + arguments[0] + " failed: " + bounded(error.join()), status);
      }
    } catch (GitException e) {
      throw e;
    } catch (IOException e) {
      throw new GitException("git " + arguments[0] + " could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("git " + arguments[0] + " was interrupted", e);
    } finally {
      if (process != null && process.isAlive()) {
        end(process);
      }
    }
  }

  /** Reading a process's output cannot be interrupted; waiting for a thread that reads it can. */
  private static void read(Process process, OutputReader reader)
      throws IOException, InterruptedException {
    FutureTask<Void> reading =
        new FutureTask<>(
            () -> {
              try (InputStream output = process.getInputStream()) {
                reader.read(output);
              }
              return null;
            });
    onThread(reading);
    try {
      reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    }
  }

  /** Politely at first: a git that is killed leaves the locks on its refs behind. */
  private static void end(Process process) {
    List<ProcessHandle> all = all(process);
    all.forEach(ProcessHandle::destroy);
    process.onExit().completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** A process with those that it started, such as the one that talks to the other side. */
  private static List<ProcessHandle> all(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  /** Reads a command's output. */
  @FunctionalInterface
  interface OutputReader {
    void read(InputStream output) throws IOException;
  }

  private static void onThread(Runnable task) {
    DaemonThreads.named("git-io").newThread(task).start();
  }

  private static void feed(InputStream input, OutputStream to) {
    try (to) {
      input.transferTo(to);
    } catch (IOException e) {
      // git ended before it read all: its exit status says why.
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      // Its end is enough; git may warn of each of many files.
      byte[] last = new byte[0];
      for (byte[] next = stream.readNBytes(MESSAGE_READ);
          next.length > 0;
          next = stream.readNBytes(MESSAGE_READ)) {
        byte[] both = Arrays.copyOf(last, last.length + next.length);
        System.arraycopy(next, 0, both, last.length, next.length);
        last = Arrays.copyOfRange(both, Math.max(0, both.length - MESSAGE_READ), both.length);
      }
      return new String(last, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The end of it: what was fatal comes last. */
  private static String bounded(String error) {
    String line =
        error
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .collect(Collectors.joining("; "));
    int over = line.length() - MESSAGE_LIMIT;
    return over <= 0 ? line : "…" + line.substring(over);
  }
}
