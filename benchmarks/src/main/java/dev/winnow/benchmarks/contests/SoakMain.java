package dev.winnow.benchmarks.contests;

import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.benchmarks.options.SeedOption;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Whether memory and disk stay as they are while results come in and finished tasks are removed. It
 * ends with 1 if not.
 */
@Command(
    name = "soak",
    description = "Many tasks, one after the other, while finished ones are removed.")
public final class SoakMain implements Callable<Integer> {
  private static final double FLAT = 1.2;
  private static final int SAMPLES = 20;
  private static final int MOST_BETWEEN = 50_000;
  private static final long MIB = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      defaultValue = "1000000",
      description = "Of attempts and evaluations, together. Default: ${DEFAULT-VALUE}.")
  private int results;

  @Option(
      names = "--keep",
      defaultValue = "3600",
      description =
          "For how many seconds of the run's clock a finished task is kept; 20 results come in a"
              + " second. Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(
      names = "--heap",
      defaultValue = "256",
      description = "What the heap may have after a collection, in MiB. Default: ${DEFAULT-VALUE}.")
  private int heap;

  @Mixin private SeedOption seed;

  @Mixin private HelpOption help;

  private final List<SoakSample> samples = new ArrayList<>();
  private PrintWriter out;

  private SoakMain() {}

  /** Runs it and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new SoakMain());
  }

  @Override
  public Integer call() {
    if (results < SAMPLES || keep < 1) {
      throw new ParameterException(
          spec.commandLine(), "--results must be at least " + SAMPLES + ", --keep at least 1");
    }
    out = spec.commandLine().getOut();
    out.printf(
        "%-9s %-10s %-9s %-12s %-9s %s%n",
        "results", "results/s", "heap MiB", "process MiB", "disk MiB", "tasks");
    SoakRun run = new SoakRun(seed.value(), Duration.ofSeconds(keep));
    run.play(results, Math.min(MOST_BETWEEN, results / SAMPLES), this::print);
    out.printf(
        "%n%d tasks, %d dead letters. The last fifth against the second:%n",
        run.submitted(), run.deadLetters());
    boolean isFlat = isFlat("heap", SoakSample::heapBytes);
    isFlat &= isFlat("process", SoakSample::residentBytes);
    isFlat &= isFlat("disk", SoakSample::diskBytes);
    isFlat &= isFlat("tasks", SoakSample::tasks);
    long most = samples.stream().mapToLong(SoakSample::heapBytes).max().orElseThrow();
    boolean isSmall = most <= heap * MIB;
    out.printf(
        "%nMemory and disk %s within 20 %%, and the heap %s within %d MiB.%n",
        isFlat ? "stay" : "DO NOT STAY", isSmall ? "is" : "IS NOT", heap);
    out.flush();
    return isFlat && isSmall && run.deadLetters() == 0 ? 0 : 1;
  }

  private void print(SoakSample sample) {
    samples.add(sample);
    out.printf(
        Locale.ROOT,
        "%-9d %-10.0f %-9d %-12d %-9.1f %d%n",
        sample.results(),
        sample.resultsPerSecond(),
        sample.heapBytes() / MIB,
        sample.residentBytes() / MIB,
        (double) sample.diskBytes() / MIB,
        sample.tasks());
    out.flush();
  }

  private boolean isFlat(String name, ToLongFunction<SoakSample> figure) {
    double growth = Growth.of(samples, figure);
    out.printf(Locale.ROOT, "%-8s %.2f%n", name, growth);
    return growth <= FLAT;
  }
}
