package dev.winnow.benchmarks.contests;

import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.benchmarks.options.SeedOption;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Whether a task ever spends more than its cap, and whether anything stays reserved, through the
 * topology. It ends with 1 if so.
 */
@Command(
    name = "budget",
    description = "Many attempts at once with random costs, and workers that are killed.")
public final class BudgetMain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--concurrent",
      defaultValue = "1000",
      description = "Attempts in flight at once. Default: ${DEFAULT-VALUE}.")
  private int concurrent;

  @Option(
      names = "--money",
      defaultValue = "1500",
      description =
          "The cap in US dollars; an attempt and its evaluation can cost 1.15."
              + " Default: ${DEFAULT-VALUE}.")
  private BigDecimal money;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "Tasks of each kind. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Mixin private SeedOption seed;

  @Mixin private HelpOption help;

  private PrintWriter out;
  private boolean isKept = true;

  private BudgetMain() {}

  /** Runs it and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new BudgetMain());
  }

  @Override
  public Integer call() {
    out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "A cap of $%s, up to %d attempts at once%n%n", money, concurrent);
    out.printf(
        "%-22s %-9s %-9s %-7s %-6s %-9s %-9s %-9s %-9s %-9s %s%n",
        "workers",
        "attempts",
        "at once",
        "killed",
        "late",
        "spent",
        "most",
        "overshoot",
        "variants",
        "reserved",
        "paid in truth");
    for (int run = 0; run < runs; run++) {
      run("all live", 0, 0, run);
    }
    for (int run = 0; run < runs; run++) {
      run("one in five killed", 0.2, 0, run);
    }
    for (int run = 0; run < runs; run++) {
      run("and some never answer", 0.2, 0.02, run);
    }
    out.printf(
        "%nThe cap %s, and %s stays reserved.%n",
        isKept ? "holds" : "DOES NOT HOLD", isKept ? "nothing" : "SOMETHING");
    out.flush();
    return isKept ? 0 : 1;
  }

  private void run(String name, double killed, double lost, int run) {
    BudgetRun.Setting setting = new BudgetRun.Setting(concurrent, money, killed, lost);
    BudgetRun.Result result = new BudgetRun(setting, seed.value() * 1_000_003 + run).run();
    isKept &=
        result.over().signum() == 0
            && result.paid().compareTo(money) <= 0
            && result.variantsOver().signum() == 0
            && result.reserved().signum() == 0;
    out.printf(
        "%-22s %-9d %-9d %-7d %-6d %-9s %-9s %-9s %-9s %-9s %s%n",
        name,
        result.attempts(),
        result.mostOut(),
        result.killed(),
        result.lateResults(),
        text(result.spent()),
        text(result.most()),
        text(result.over()),
        text(result.variantsOver()),
        text(result.reserved()),
        text(result.paid()));
    out.flush();
  }

  /** Rounded away from zero, so that a millionth too much is seen. */
  private static String text(BigDecimal dollars) {
    return dollars.setScale(2, RoundingMode.UP).toPlainString();
  }
}
