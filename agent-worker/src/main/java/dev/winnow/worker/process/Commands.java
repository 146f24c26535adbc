package dev.winnow.worker.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands that are not trusted. Each is the leader of a session and process group of its own
 * (by util-linux's setsid, where there is one), so that it can be killed with its children; what
 * left the group is found by its sandbox (see {@link SandboxProcesses}).
 */
public final class Commands {
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final List<String> prefix;

  public Commands() {
    prefix = findSetsid();
  }

  /**
   * Runs a command to its end, its timeout or its cancellation. When this returns, nothing of the
   * command is alive.
   *
   * @param command what to run
   * @param cancellation ends the run early
   * @param output takes standard output
   */
  public Completion run(Command command, Cancellation cancellation, OutputSink output) {
    if (cancellation.reason().isPresent()) {
      return new Completion.Cancelled(cancellation.reason().get(), Duration.ZERO, "");
    }
    if (isMissing(command)) {
      return new Completion.NotStarted("there is no program " + command.arguments().get(0));
    }
    ProcessBuilder builder = new ProcessBuilder(prefixed(command.arguments()));
    builder.directory(command.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    long start = System.nanoTime();
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return new Completion.NotStarted(e.getMessage());
    }
    ProcessGroup group = new ProcessGroup(process.toHandle(), !prefix.isEmpty());
    Tail tail = new Tail(command.outputKept());
    Thread out = drain(process.getInputStream(), tail, output);
    Thread err = drain(process.getErrorStream(), tail, OutputSink.IGNORED);
    boolean exited = awaitEnd(process, cancellation, command.timeout());
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    group.kill();
    new SandboxProcesses(command.sandbox()).kill();
    long drained = System.nanoTime() + DRAIN.toNanos();
    join(out, drained);
    join(err, drained);
    if (exited) {
      return new Completion.Exited(status(process), duration, tail.text());
    }
    return cancellation
        .reason()
        .<Completion>map(reason -> new Completion.Cancelled(reason, duration, tail.text()))
        .orElseGet(() -> new Completion.TimedOut(duration, tail.text()));
  }

  /**
   * Whether a program that is named without a folder is on no folder of the command's PATH: setsid
   * would start all the same, and its exit status would look like the program's own.
   */
  private static boolean isMissing(Command command) {
    String program = command.arguments().get(0);
    String path = command.environment().get("PATH");
    return program.indexOf('/') < 0
        && path != null
        && Arrays.stream(path.split(File.pathSeparator))
            .map(folder -> command.directory().resolve(folder).resolve(program))
            .noneMatch(Files::isExecutable);
  }

  /** Whether the command ended by itself, before its timeout and its cancellation. */
  private static boolean awaitEnd(Process process, Cancellation cancellation, Duration timeout) {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    process.onExit().thenRun(() -> end.complete(true));
    cancellation.whenCancelled(() -> end.complete(false));
    end.completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS);
    return end.join();
  }

  private static int status(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return process.exitValue();
    }
  }

  private static Thread drain(InputStream stream, OutputSink tail, OutputSink output) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[8192];
              try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                  tail.accept(buffer, n);
                  output.accept(buffer, n);
                }
              } catch (IOException e) {
                // The pipe broke because its writers were killed: there is no more to read.
              }
            },
            "output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Something that escaped the kill may hold the pipe open for ever; it is not waited for. */
  private static void join(Thread thread, long deadline) {
    try {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> prefixed(List<String> arguments) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(arguments);
    return all;
  }

  private static List<String> findSetsid() {
    for (String folder : List.of("/usr/bin", "/bin")) {
      Path setsid = Path.of(folder, "setsid");
      if (Files.isExecutable(setsid)) {
        return List.of(setsid.toString());
      }
    }
    return List.of();
  }
}
