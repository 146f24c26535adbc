package dev.winnow.benchmarks.decisions;

import dev.winnow.benchmarks.decisions.SimulatedContest.Result;
import dev.winnow.benchmarks.decisions.SimulatedContest.Setting;
import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.benchmarks.options.SeedOption;
import dev.winnow.benchmarks.quality.Proportion;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides many simulated contests whose truth is known, and prints how often it was right. */
@Command(
    name = "decisions",
    description = "False winners of equal candidates, and what it takes to find a true best.")
public final class DecisionsMain implements Callable<Integer> {
  private static final List<Double> NOISE_LEVELS = List.of(1.0, 2.0, 4.0);
  private static final double GAP = 1;
  private static final int ETA = 3;
  private static final int ENDLESS = 1_000_000;

  @Spec private CommandSpec spec;

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
      names = "--fresh",
      defaultValue = "5",
      description = "Fresh samples of the winner. Default: ${DEFAULT-VALUE}.")
  private int fresh;

  @Mixin private SeedOption seed;

  @Mixin private HelpOption help;

  private DecisionsMain() {}

  /** Runs it and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new DecisionsMain());
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d contests a line of %d candidates, confidence %.2f, a look at every event%n%n",
        contests,
        candidates,
        confidence);
    out.printf("All equal, at most %d samples each%n", maxSamples);
    out.printf("%-34s %-26s %s%n", "noise", "false winners", "samples");
    for (Noise noise : Noise.values()) {
      equal(out, noise, candidates);
    }
    out.printf("%nTwo equal candidates, at most %d samples each%n", maxSamples);
    for (Noise noise : Noise.values()) {
      equal(out, noise, 2);
    }
    out.printf(
        "%nA true best. Noise: spread of one sample, in gaps between the best and the second.%n");
    out.printf(
        "%-34s %-26s %-9s %-11s %-7s %s%n",
        "truth and noise", "found", "samples", "exhaustive", "ratio", "winner's curse -> fresh");
    for (double level : NOISE_LEVELS) {
      ladder(out, Noise.GAUSSIAN, level);
    }
    for (Noise noise : List.of(Noise.SKEWED, Noise.HEAVY_TAILED, Noise.BIMODAL)) {
      ladder(out, noise, NOISE_LEVELS.get(1));
    }
    ladder(out, Noise.GAUSSIAN, 0.25);
    best(
        out,
        "all others level, gaussian 2.0",
        setting(Noise.GAUSSIAN, 2, ENDLESS),
        run -> Truth.level(candidates, GAP, place(run)));
    out.printf("%nOne gap apart, after a cheap rung that takes one sample of each (eta 3)%n");
    out.printf("%-34s %-26s %s%n", "noise", "found", "samples of both rungs");
    for (double level : NOISE_LEVELS) {
      afterRung(out, level);
    }
    out.flush();
    return 0;
  }

  private void equal(PrintWriter out, Noise noise, int count) {
    Setting setting = setting(noise, GAP, maxSamples);
    List<Result> results =
        runs().mapToObj(run -> contest(setting, Truth.equal(count), run).race()).toList();
    int wrong = (int) results.stream().filter(Result::isWinner).count();
    out.printf(
        Locale.ROOT,
        "%-34s %-26s %.0f%n",
        noise.text(),
        text(new Proportion(wrong, contests)),
        mean(results));
    out.flush();
  }

  private void ladder(PrintWriter out, Noise noise, double level) {
    best(
        out,
        String.format(Locale.ROOT, "one gap apart, %s %s", noise.text(), level),
        setting(noise, level * GAP, ENDLESS),
        run -> Truth.ladder(candidates, GAP, place(run)));
  }

  private void afterRung(PrintWriter out, double level) {
    Setting setting = setting(Noise.GAUSSIAN, level * GAP, ENDLESS);
    LongFunction<Truth> truths = run -> Truth.ladder(candidates, GAP, place(run));
    List<Result> raced =
        runs()
            .mapToObj(run -> contest(setting, truths.apply(run), run).raceAfterRung(ETA))
            .toList();
    out.printf(
        Locale.ROOT,
        "%-34s %-26s %.0f%n",
        "gaussian " + level,
        text(new Proportion(found(raced, truths), contests)),
        mean(raced));
    out.flush();
  }

  private int found(List<Result> results, LongFunction<Truth> truths) {
    int found = 0;
    for (int run = 0; run < contests; run++) {
      Result result = results.get(run);
      found += result.isWinner() && result.leader() == truths.apply(run).best() ? 1 : 0;
    }
    return found;
  }

  private void best(PrintWriter out, String name, Setting setting, LongFunction<Truth> truths) {
    List<Result> raced =
        runs().mapToObj(run -> contest(setting, truths.apply(run), run).race()).toList();
    List<Result> exhausted =
        runs().mapToObj(run -> contest(setting, truths.apply(run), run).exhaust()).toList();
    double ratio = mean(raced) / mean(exhausted);
    out.printf(
        Locale.ROOT,
        "%-34s %-26s %-9.0f %-11.0f %-7.3f %+.3f -> %+.3f%n",
        name,
        text(new Proportion(found(raced, truths), contests)),
        mean(raced),
        mean(exhausted),
        ratio,
        raced.stream().mapToDouble(Result::chosenAt).average().orElse(Double.NaN),
        raced.stream().mapToDouble(Result::freshAt).average().orElse(Double.NaN));
    out.flush();
  }

  private Setting setting(Noise noise, double sigma, int most) {
    return new Setting(noise, sigma, 0, confidence, most, fresh);
  }

  private SimulatedContest contest(Setting setting, Truth truth, long run) {
    return new SimulatedContest(setting, truth, seed.value() * 1_000_003 + run);
  }

  private int place(long run) {
    return (int) (run % candidates);
  }

  private LongStream runs() {
    return LongStream.range(0, contests).parallel();
  }

  private static double mean(List<Result> results) {
    return results.stream().mapToLong(Result::samples).average().orElse(Double.NaN);
  }

  private static String text(Proportion proportion) {
    return String.format(
        Locale.ROOT,
        "%d = %.3f [%.3f, %.3f]",
        proportion.hits(),
        proportion.value(),
        proportion.low(),
        proportion.high());
  }
}
