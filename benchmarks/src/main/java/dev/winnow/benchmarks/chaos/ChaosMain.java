package dev.winnow.benchmarks.chaos;

import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.schemas.DaemonThreads;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills, cuts and poisons a stack while a contest runs, and looks whether it ends as it would have.
 * It ends with 0 if so, with 1 if something does not hold or time is out, and with 2 if it is asked
 * for something that cannot be.
 */
@Command(
    name = "chaos",
    description = "Faults at random and seeded over a contest, and what has to hold afterwards.")
public final class ChaosMain implements Callable<Integer> {
  private static final int HOLDS = 0;
  private static final int BROKEN = 1;
  private static final int LEAST_ATTEMPTS = 8;
  private static final int MOST_WORKERS = 16;

  @Spec private CommandSpec spec;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Attempts of the contest, from 8. Default: ${DEFAULT-VALUE}.")
  private int attempts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What faults and attempts are drawn from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "When the whole is stopped and taken down, which is a failure. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Worker processes, to 16. Default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--faults",
      paramLabel = "KIND",
      split = ",",
      description =
          "Which faults, with commas: worker, streams, broker, network, link, disk, clock, registry,"
              + " poison, duplicates. All if left out.")
  private List<String> faults = List.of();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where to work, in a folder of its own; a temporary one if left out.")
  private Path folder;

  @Option(names = "--keep", description = "Keep data and logs, also when all holds.")
  private boolean keep;

  @Mixin private HelpOption help;

  private ChaosMain() {}

  /** Runs it and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new ChaosMain());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Set<FaultKind> kinds = kinds();
    require(attempts >= LEAST_ATTEMPTS, "--attempts is %d: give at least 8".formatted(attempts));
    require(
        workers >= 1 && workers <= MOST_WORKERS,
        "--workers is %d: give 1 to 16".formatted(workers));
    require(minutes >= 1, "--minutes is %d: give at least 1".formatted(minutes));
    PrintWriter out = spec.commandLine().getOut();
    Path work = work();
    out.printf("%d attempts, seed %d, %d workers, in %s%n", attempts, seed, workers, work);
    out.printf("%9s %5s  %s%n", "time", "ended", "what happens");
    ChaosRun run = new ChaosRun(new ChaosSettings(seed, attempts, workers, kinds, work), out);
    Thread hook = new Thread(() -> interrupted(run, work), "take down");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean holds = false;
    try {
      holds = bounded(run, out);
    } finally {
      run.close();
      Runtime.getRuntime().removeShutdownHook(hook);
      if (holds && !keep) {
        Folders.remove(work);
      }
    }
    if (!holds) {
      out.printf("Data and logs are in %s%n", work);
      out.printf("To repeat it: %s%n", again());
    }
    out.flush();
    return holds ? HOLDS : BROKEN;
  }

  /** Somebody has ended it: nothing is left, unless that was asked for. */
  private void interrupted(ChaosRun run, Path work) {
    run.close();
    try {
      if (!keep) {
        Folders.remove(work);
      }
    } catch (IOException e) {
      spec.commandLine().getErr().println("Not all was removed: " + e.getMessage());
    }
  }

  private boolean bounded(ChaosRun run, PrintWriter out) throws InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("chaos"));
    try {
      return thread.submit(run::run).get(minutes, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      out.printf("%nBROKEN time is out: %d minutes; all is taken down%n", minutes);
      return false;
    } catch (ExecutionException e) {
      out.printf("%nBROKEN the run failed%n");
      e.getCause().printStackTrace(out);
      return false;
    } finally {
      thread.shutdownNow();
    }
  }

  private Path work() throws IOException {
    Path made =
        folder == null
            ? Files.createTempDirectory("winnow-chaos-")
            : Files.createTempDirectory(Files.createDirectories(folder), "winnow-chaos-");
    return made.toRealPath();
  }

  private Set<FaultKind> kinds() {
    if (faults.isEmpty()) {
      return EnumSet.allOf(FaultKind.class);
    }
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (String word : faults) {
      kinds.add(FaultKind.of(word).orElseThrow(() -> wrong("there is no fault '" + word + "'")));
    }
    return kinds;
  }

  private String again() {
    Stream<String> which =
        faults.isEmpty() ? Stream.empty() : Stream.of("--faults=" + String.join(",", faults));
    return Stream.concat(
            Stream.of(
                "./benchmarks/chaos",
                "--attempts=" + attempts,
                "--seed=" + seed,
                "--workers=" + workers,
                "--minutes=" + minutes),
            which)
        .collect(Collectors.joining(" "));
  }

  private void require(boolean isRight, String problem) {
    if (!isRight) {
      throw wrong(problem);
    }
  }

  private CommandLine.ParameterException wrong(String problem) {
    return new CommandLine.ParameterException(spec.commandLine(), problem);
  }
}
