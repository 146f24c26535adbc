package dev.winnow.benchmarks.contests;

import dev.winnow.benchmarks.contests.Replay.Mode;
import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.benchmarks.options.SeedOption;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Whether contests end the same when results come more than once and in another order, through the
 * topology. It ends with 1 if one that should does not.
 */
@Command(
    name = "replay",
    description = "Repeated and shuffled results against a clean run, byte by byte.")
public final class ReplayMain implements Callable<Integer> {
  /** A task takes about so many results, and each comes twice. */
  private static final int RESULTS_A_TASK = 300;

  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      defaultValue = "10000",
      description = "Delivered in each run but the clean one. Default: ${DEFAULT-VALUE}.")
  private int results;

  @Option(
      names = "--shuffles",
      defaultValue = "3",
      description = "Orders of the results that are tried. Default: ${DEFAULT-VALUE}.")
  private int shuffles;

  @Mixin private SeedOption seed;

  @Mixin private HelpOption help;

  private ReplayMain() {}

  /** Runs it and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new ReplayMain());
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, ReplayTask> kinds = new LinkedHashMap<>();
    for (int number = 0; number < Math.max(1, results / RESULTS_A_TASK / 3); number++) {
      for (ReplayTask kind : ReplayTask.values()) {
        kinds.put(kind.name().toLowerCase(Locale.ROOT) + '-' + number, kind);
      }
    }
    Replay clean = new Replay(kinds, Mode.CLEAN, seed.value(), 0);
    Map<String, ReplayEnd> expected = clean.run(results);
    out.printf(
        "%d tasks, %d results in a clean run%nThe same as there, of all tasks of a kind%n%n",
        kinds.size(), clean.delivered());
    out.printf(
        "%-10s %-8s %-8s %-8s %-10s %-8s %-8s %s%n",
        "mode", "results", "tasks", "boards", "standings", "ledgers", "verdicts", "first place");
    boolean isSame = true;
    for (Mode mode : new Mode[] {Mode.REPEATED, Mode.SHUFFLED, Mode.ANY}) {
      for (int shuffle = 1; shuffle <= shuffles; shuffle++) {
        Replay replay = new Replay(kinds, mode, seed.value(), seed.value() * 1_000_003 + shuffle);
        Map<String, ReplayEnd> ends = replay.run(results);
        for (ReplayTask kind : ReplayTask.values()) {
          Same same = new Same();
          kinds.forEach(
              (id, each) -> {
                if (each == kind) {
                  same.add(expected.get(id), ends.get(id), mode);
                }
              });
          same.print(out, mode, replay.delivered(), kind);
          isSame &= !isPromised(mode, kind) || same.isAll();
        }
      }
    }
    out.printf("%nWhat should be the same %s.%n", isSame ? "is" : "IS NOT");
    out.flush();
    return isSame ? 0 : 1;
  }

  /** What is promoted early depends on who came early, and a race on what it knew. */
  private static boolean isPromised(Mode mode, ReplayTask kind) {
    return switch (mode) {
      case CLEAN, REPEATED -> true;
      case SHUFFLED -> kind != ReplayTask.HALVED;
      case ANY -> kind == ReplayTask.GATED;
    };
  }

  private static final class Same {
    private final Map<String, Integer> parts = new TreeMap<>();
    private int tasks;

    void add(ReplayEnd expected, ReplayEnd end, Mode mode) {
      tasks++;
      Set<String> without = mode == Mode.REPEATED ? Set.of() : ReplayEnd.OF_THE_WAY;
      Map<String, String> wanted = expected.parts(without);
      end.parts(without)
          .forEach(
              (part, text) ->
                  parts.merge(part, text.equals(wanted.get(part)) ? 1 : 0, Integer::sum));
      parts.merge("first", end.first().equals(expected.first()) ? 1 : 0, Integer::sum);
    }

    boolean isAll() {
      return parts.values().stream().allMatch(count -> count == tasks);
    }

    void print(PrintWriter out, Mode mode, int delivered, ReplayTask kind) {
      out.printf(
          "%-10s %-8d %-8s %-8d %-10d %-8d %-8d %d%n",
          mode.name().toLowerCase(Locale.ROOT),
          delivered,
          tasks + " " + kind.name().toLowerCase(Locale.ROOT),
          parts.get("board"),
          parts.get("standings"),
          parts.get("ledger"),
          parts.get("verdict"),
          parts.get("first"));
      out.flush();
    }
  }
}
