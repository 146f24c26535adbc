package dev.winnow.benchmarks.drift;

import dev.winnow.benchmarks.options.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mines cases of drift from the histories of clones. */
@Command(
    name = "drift-miner",
    description = "Finds commits that made a document wrong, by later changes that mended it.")
public final class DriftMinerMain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--clone",
      required = true,
      paramLabel = "NAME=DIR",
      description = "A clone, bare or not, and the name of its repository. May be repeated.")
  private Map<String, Path> clones;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where a file of cases for each repository is written.")
  private Path out;

  @Mixin private HelpOption help;

  private DriftMinerMain() {}

  /** Runs it and ends the JVM with 0, or with another status if a clone cannot be read. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new DriftMinerMain());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter printed = spec.commandLine().getOut();
    Files.createDirectories(out);
    for (Map.Entry<String, Path> clone : clones.entrySet()) {
      long start = System.nanoTime();
      List<DriftCase> cases;
      try (Repository repository = new Repository(clone.getValue())) {
        cases = Miner.mine(clone.getKey(), repository);
      }
      // A name has slashes and a file has none.
      Path file = out.resolve(clone.getKey().replace('/', '+') + ".jsonl");
      Files.write(file, cases.stream().map(DriftCase::json).toList());
      long positives = cases.stream().filter(DriftCase::positive).count();
      printed.printf(
          "%s: %d positives at %d commits, %d negatives, in %.1f s%n",
          clone.getKey(),
          positives,
          cases.stream().filter(DriftCase::positive).map(DriftCase::commit).distinct().count(),
          cases.size() - positives,
          (System.nanoTime() - start) / 1e9);
      printed.flush();
    }
    return 0;
  }
}
