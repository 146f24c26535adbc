package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs rows of the table and prints what they measured. */
@Command(
    name = "run",
    description = "Runs Winnow beside a peer, by turns, and prints medians and ratios.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CompareMain implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Rows to run; 'all' for all of them; lists them if left out.")
  private List<String> names = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each side is run (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--write",
      description =
          "Keep the figures under benchmarks/measured, and write docs/performance.md from all that"
              + " are kept; so it is always if all rows are run.")
  private boolean isKept;

  /** Runs them; ends with 1 if one could not be run, whatever the figures are. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new CompareMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (names.isEmpty()) {
      Catalogue.rows().forEach(row -> out.printf("%-24s  %s%n", row.name(), row.title()));
      return 0;
    }
    if (rounds < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--rounds: there must be at least one");
    }
    Path home = Path.of(System.getProperty("winnow.home", "."));
    Rounds turns =
        new Rounds(new Child(new ClassPaths(home.resolve("benchmarks"))), rounds, this::progress);
    Measurements measurements = new Measurements(home.resolve("benchmarks").resolve("measured"));
    Map<String, String> failures = new HashMap<>();
    for (Row row : wanted()) {
      try {
        Results results = turns.run(row);
        out.printf("%n## %s%n%n%s%n%n%s", row.name(), row.title(), Tables.of(results));
        if (isKept || names.contains(ALL)) {
          measurements.write(
              new Measurement(results, Machine.describe(), LocalDate.now().toString()));
          write(home, measurements, failures);
        }
      } catch (CompareException e) {
        failures.put(row.name(), e.getMessage().lines().findFirst().orElse(""));
        out.printf("%n%s could not be run: %s%n", row.name(), e.getMessage());
      }
      out.flush();
    }
    return failures.isEmpty() ? 0 : 1;
  }

  /** After each row, so that nothing is lost when the run is stopped. */
  private static void write(Path home, Measurements measurements, Map<String, String> failures)
      throws IOException {
    List<Measurement> measured = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Row row : Catalogue.rows()) {
      Optional<Measurement> kept = measurements.read(row);
      kept.ifPresent(measured::add);
      if (kept.isEmpty()) {
        missing.add(row.name() + ": " + failures.getOrDefault(row.name(), "not measured yet"));
      }
    }
    Files.writeString(
        home.resolve("docs").resolve("performance.md"), PerformancePage.of(measured, missing));
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private List<Row> wanted() {
    if (names.contains(ALL)) {
      return Catalogue.rows();
    }
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(
          Catalogue.find(name)
              .orElseThrow(
                  () ->
                      new CommandLine.ParameterException(
                          spec.commandLine(),
                          "there is no row '"
                              + name
                              + "'; there are "
                              + String.join(
                                  ", ", Catalogue.rows().stream().map(Row::name).toList()))));
    }
    return rows;
  }
}
