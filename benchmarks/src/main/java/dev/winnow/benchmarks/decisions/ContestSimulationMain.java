package dev.winnow.benchmarks.decisions;

import dev.winnow.benchmarks.contests.TopologyBench;
import dev.winnow.benchmarks.decisions.PlayedContest.Plan;
import dev.winnow.benchmarks.decisions.PlayedContest.Result;
import dev.winnow.benchmarks.decisions.SimulatedContest.Setting;
import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.benchmarks.options.SeedOption;
import dev.winnow.benchmarks.quality.Proportion;
import dev.winnow.streams.contest.ContestConfig;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The same question as {@link DecisionsMain}, of the whole topology: simulated contests go from
 * task to verdict, with orders and results in between, and the board is looked at at every event.
 */
@Command(
    name = "contest-simulation",
    description = "How often contests are decided rightly, through the topology.")
public final class ContestSimulationMain implements Callable<Integer> {
  private static final List<Double> NOISE_LEVELS = List.of(1.0, 2.0, 4.0);
  private static final double GAP = 1;
  private static final int ENOUGH = 10_000;

  @Spec private CommandSpec spec;

  @Option(names = "--aa", description = "Only contests of equal candidates.")
  private boolean onlyEqual;

  @Option(names = "--best", description = "Only contests with a true best.")
  private boolean onlyBest;

  @Option(
      names = "--contests",
      defaultValue = "1000",
      description = "How many of each kind. Default: ${DEFAULT-VALUE}.")
  private int contests;

  @Option(
      names = "--candidates",
      defaultValue = "20",
      description = "How many in a contest. Default: ${DEFAULT-VALUE}.")
  private int candidates;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      description = "Asked of each verdict. Default: ${DEFAULT-VALUE}.")
  private double confidence;

  @Option(
      names = "--max-samples",
      defaultValue = "100",
      description =
          "Of one candidate, where all are equal and none can win. Default: ${DEFAULT-VALUE}.")
  private int maxSamples;

  @Option(
      names = "--batch",
      defaultValue = "5",
      description = "Samples of one order. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--concurrent",
      defaultValue = "4",
      description = "Orders that are out at once. Default: ${DEFAULT-VALUE}.")
  private int concurrent;

  @Option(
      names = "--lanes",
      defaultValue = "2",
      description = "Contests that are played side by side. Default: ${DEFAULT-VALUE}.")
  private int lanes;

  @Mixin private SeedOption seed;

  @Mixin private HelpOption help;

  private ContestSimulationMain() {}

  /** Runs it and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new ContestSimulationMain());
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d contests a line of %d candidates through the topology, confidence %.2f, "
            + "orders of %d samples, %d out at once%n",
        contests,
        candidates,
        confidence,
        batch,
        concurrent);
    if (!onlyBest) {
      equal(out);
    }
    if (!onlyEqual) {
      out.printf(
          "%nA true best, one gap apart. Noise: spread of one sample, in gaps.%n"
              + "%-7s %-28s %-28s %-7s %-8s %-11s %s%n",
          "noise", "found", "with a wrong claim", "looks", "samples", "exhaustive", "ratio");
      NOISE_LEVELS.forEach(level -> best(out, level));
    }
    out.flush();
    return 0;
  }

  private void equal(PrintWriter out) {
    Result[] results =
        play(new Setting(Noise.GAUSSIAN, GAP, 0, confidence, maxSamples, 5), this::allEqual);
    out.printf("%nAll equal, at most %d samples each%n", maxSamples);
    out.printf("%-28s %-28s %-7s %s%n", "false winners", "with a wrong claim", "looks", "samples");
    out.printf(
        Locale.ROOT,
        "%-28s %-28s %-7.0f %.0f%n",
        text(count(results, result -> result.winner() >= 0)),
        text(count(results, result -> result.wrongClaims() > 0)),
        mean(results, Result::looks),
        mean(results, Result::samples));
    out.flush();
  }

  private void best(PrintWriter out, double level) {
    Setting setting = new Setting(Noise.GAUSSIAN, level * GAP, 0, confidence, ENOUGH, 5);
    Result[] results = play(setting, this::ladder);
    int found = 0;
    for (int run = 0; run < contests; run++) {
      found += results[run].winner() == ladder(run).best() ? 1 : 0;
    }
    double samples = mean(results, Result::samples);
    double exhaustive =
        LongStream.range(0, contests)
            .parallel()
            .map(run -> new SimulatedContest(setting, ladder(run), seed(run)).exhaust().samples())
            .average()
            .orElse(Double.NaN);
    out.printf(
        Locale.ROOT,
        "%-7s %-28s %-28s %-7.0f %-8.0f %-11.0f %.3f%n",
        level,
        text(found),
        text(count(results, result -> result.wrongClaims() > 0)),
        mean(results, Result::looks),
        samples,
        exhaustive,
        samples / exhaustive);
    out.flush();
  }

  private Result[] play(Setting setting, LongFunction<Truth> truths) {
    Result[] results = new Result[contests];
    IntStream.range(0, lanes)
        .parallel()
        .forEach(
            lane -> {
              try (TopologyBench bench = new TopologyBench(new ContestConfig(candidates, 2))) {
                for (int run = lane; run < contests; run += lanes) {
                  Plan plan = new Plan(batch, concurrent);
                  results[run] =
                      new PlayedContest(setting, plan, truths.apply(run), seed(run))
                          .play(bench, "contest-" + run);
                }
              }
            });
    return results;
  }

  private Truth allEqual(long run) {
    return Truth.equal(candidates);
  }

  private Truth ladder(long run) {
    return Truth.ladder(candidates, GAP, (int) (run % candidates));
  }

  private long seed(long run) {
    return seed.value() * 1_000_003 + run;
  }

  private int count(Result[] results, Predicate<Result> of) {
    return (int) Arrays.stream(results).filter(of).count();
  }

  private static double mean(Result[] results, ToLongFunction<Result> of) {
    return Arrays.stream(results).mapToLong(of).average().orElse(Double.NaN);
  }

  private String text(int hits) {
    Proportion proportion = new Proportion(hits, contests);
    return String.format(Locale.ROOT, "%d [%.4f, %.4f]", hits, proportion.low(), proportion.high());
  }
}
