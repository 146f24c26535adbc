package dev.winnow.worker.process;

import dev.winnow.worker.process.Isolation.Confined;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs commands that are not trusted. Each is the leader of a session and process group of its own
 * (by util-linux's setsid, where there is one), so that it can be killed with its children; what
 * left the group is found by its sandbox (see {@link SandboxProcesses}). What it may see and use is
 * the isolation's to enforce, and the {@link UsageMonitor}'s.
 */
public final class Commands {
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final Isolation isolation;
  private final UsageMonitor monitor = new UsageMonitor();
  private final List<String> prefix;
  private final Function<Cancellation, OutputSink> watchers;

  /** Runs commands as the worker's user, with no more than a session of their own. */
  public Commands() {
    this(Isolation.NONE);
  }

  /**
   * @param isolation keeps the commands apart
   */
  public Commands(Isolation isolation) {
    this(isolation, cancellation -> OutputSink.IGNORED);
  }

  /**
   * @param isolation keeps the commands apart
   * @param watchers for each stream of a run, known by its cancellation, what takes its output as
   *     well
   */
  public Commands(Isolation isolation, Function<Cancellation, OutputSink> watchers) {
    this.isolation = isolation;
    this.watchers = watchers;
    this.prefix = findSetsid();
  }

  /**
   * Runs a command to its end, its timeout, its cancellation or its limits. When this returns,
   * nothing of the command is alive.
   *
   * @param command what to run
   * @param cancellation ends the run early
   * @param output takes standard output
   */
  public Completion run(Command command, Cancellation cancellation, OutputSink output) {
    return run(
        command, cancellation, kept -> (buffer, length) -> both(kept, output, buffer, length));
  }

  private static void both(OutputSink first, OutputSink second, byte[] buffer, int length) {
    first.accept(buffer, length);
    second.accept(buffer, length);
  }

  /**
   * As {@link #run(Command, Cancellation, OutputSink)}, for whoever has a say in what of the output
   * is kept.
   *
   * @param output given what takes standard output for the log, what takes it from the command
   */
  public Completion run(
      Command command, Cancellation cancellation, UnaryOperator<OutputSink> output) {
    if (cancellation.reason().isPresent()) {
      return new Completion.Cancelled(cancellation.reason().get(), Duration.ZERO, "");
    }
    Optional<String> missing =
        command.programs().stream().filter(program -> isMissing(program, command)).findFirst();
    if (missing.isPresent()) {
      return new Completion.NotStarted("there is no program " + missing.get());
    }
    try (Confined confined = isolation.confine(command)) {
      Completion completion = run(command, confined, cancellation, output);
      return confined.hasStarted() || !(completion instanceof Completion.Exited exited)
          ? completion
          : new Completion.NotStarted(exited.logTail().strip());
    } catch (IOException e) {
      return new Completion.NotStarted(e.getMessage());
    }
  }

  private Completion run(
      Command command,
      Confined confined,
      Cancellation cancellation,
      UnaryOperator<OutputSink> output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(prefixed(confined.arguments()));
    builder.directory(command.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(confined.environment());
    Capabilities.keepToSelf();
    DiskUse disk = UsageMonitor.before(command);
    long start = System.nanoTime();
    Process process = builder.start();
    give(process, command.input());
    ProcessGroup group = new ProcessGroup(process.toHandle(), !prefix.isEmpty());
    Tail tail = new Tail(command.outputKept());
    CompletableFuture<How> end = new CompletableFuture<>();
    OutputLimit flood = new OutputLimit(command, what -> end.complete(new How.Over(what)));
    OutputSink watcher = watchers.apply(cancellation);
    Drain out =
        Drain.start(
            process.getInputStream(),
            flood,
            output.apply((buffer, length) -> both(tail, watcher, buffer, length)));
    Drain err = Drain.start(process.getErrorStream(), tail, flood, watchers.apply(cancellation));
    How how;
    try (var watch =
        monitor.watch(process, command, disk, what -> end.complete(new How.Over(what)))) {
      how = awaitEnd(process, cancellation, command.timeout(), end);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    group.kill();
    new SandboxProcesses(command.sandbox()).kill();
    long drained = System.nanoTime() + DRAIN.toNanos();
    out.join(drained);
    err.join(drained);
    if (how instanceof How.Exited && flood.isOver()) {
      // It ended by itself while the last that it printed was still to be read.
      how = new How.Over(flood.what());
    }
    String log =
        confined.remark().isEmpty() ? tail.text() : tail.text() + "\n[" + confined.remark() + "]";
    if (how instanceof How.Over over) {
      return new Completion.OverLimit(over.what(), duration, log);
    }
    if (how instanceof How.Exited) {
      return new Completion.Exited(status(process), duration, log);
    }
    return cancellation
        .reason()
        .<Completion>map(reason -> new Completion.Cancelled(reason, duration, log))
        .orElseGet(() -> new Completion.TimedOut(duration, log));
  }

  /** What is so short fits the pipe: nobody waits for it to be read. */
  private static void give(Process process, String input) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended already, and its end tells more.
    }
  }

  /** Why the wait for a command is over. */
  private sealed interface How {
    record Exited() implements How {}

    record Late() implements How {}

    record Over(String what) implements How {}
  }

  private static How awaitEnd(
      Process process, Cancellation cancellation, Duration timeout, CompletableFuture<How> end) {
    process.onExit().thenRun(() -> end.complete(new How.Exited()));
    cancellation.whenCancelled(() -> end.complete(new How.Late()));
    end.completeOnTimeout(new How.Late(), timeout.toMillis(), TimeUnit.MILLISECONDS);
    return end.join();
  }

  /**
   * Whether a program that is named without a folder is on no folder of the command's PATH: setsid
   * would start all the same, and its exit status would look like the program's own.
   */
  private static boolean isMissing(String program, Command command) {
    String path = command.environment().get("PATH");
    return program.indexOf('/') < 0
        && path != null
        && Arrays.stream(path.split(File.pathSeparator))
            .map(folder -> command.directory().resolve(folder).resolve(program))
            .noneMatch(Files::isExecutable);
  }

  private static int status(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return process.exitValue();
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
