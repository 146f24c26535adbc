package dev.winnow.benchmarks.drift;

import dev.winnow.benchmarks.options.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the checks of documents on mined cases and prints what they got right. */
@Command(
    name = "drift-quality",
    description = "Precision and recall of document checks on cases mined from histories.")
public final class DriftQualityMain implements Callable<Integer> {
  private static final String LOG_SETTING = "logback.configurationFile";
  private static final String CASE_FILES = ".jsonl";
  private static final int DONE = 0;
  private static final int NO_CASES = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--clone",
      required = true,
      paramLabel = "NAME=DIR",
      description = "A clone and the name its cases have. May be repeated; others are left out.")
  private Map<String, Path> clones;

  @Option(
      names = "--cases",
      required = true,
      paramLabel = "DIR",
      description = "A folder of case files, or one of them.")
  private Path cases;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "What readers say of findings, one JSON object a line.")
  private Path labelFile;

  @Option(
      names = "--unlabelled",
      paramLabel = "FILE",
      description = "Write the findings of which nothing is said there, ready to be labelled.")
  private Path unlabelled;

  @Option(names = "--missed", description = "List the cases that were not found.")
  private boolean missed;

  @Option(
      names = "--half",
      paramLabel = "HALF",
      description = "Only tuning or held_out repositories; both if left out.")
  private Half half;

  @Option(
      names = "--negatives",
      paramLabel = "N",
      defaultValue = "200",
      description = "Negatives of each repository, at most. Default: ${DEFAULT-VALUE}.")
  private int negatives;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which negatives are drawn. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long one check may take. Default: ${DEFAULT-VALUE}.")
  private int limitSeconds;

  @Mixin private HelpOption help;

  private DriftQualityMain() {}

  /** Runs it and ends the JVM with 0, or with 2 if there are no cases. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOG_SETTING) == null) {
      System.setProperty(LOG_SETTING, "dev/winnow/benchmarks/logback.xml");
    }
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new DriftQualityMain()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    SortedMap<String, List<DriftCase>> read = read();
    if (read.isEmpty()) {
      spec.commandLine().getErr().println(cases + " has no case of these clones.");
      return NO_CASES;
    }
    Labels labels = labelFile == null ? Labels.none() : Labels.read(labelFile);
    List<Checked> checked = new ArrayList<>();
    try (Checks checks = new Checks(Duration.ofSeconds(limitSeconds))) {
      for (Map.Entry<String, List<DriftCase>> each : read.entrySet()) {
        for (List<DriftCase> commit : commits(each.getKey(), each.getValue())) {
          checked.add(checks.check(clones.get(each.getKey()), commit));
        }
      }
    }
    DriftReport report = new DriftReport(out, labels);
    report.print(checked);
    report.printRules(checked);
    if (missed) {
      report.printMissed(checked);
    }
    if (unlabelled != null) {
      Files.write(unlabelled, report.questions(checked));
    }
    return DONE;
  }

  private SortedMap<String, List<DriftCase>> read() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.isDirectory(cases) ? Files.list(cases) : Stream.of(cases)) {
      files = all.filter(file -> file.toString().endsWith(CASE_FILES)).sorted().toList();
    }
    SortedMap<String, List<DriftCase>> read = new TreeMap<>();
    for (Path file : files) {
      for (DriftCase each : DriftCase.read(file)) {
        if (clones.containsKey(each.repository())
            && (half == null || Half.of(each.repository()) == half)) {
          read.computeIfAbsent(each.repository(), name -> new ArrayList<>()).add(each);
        }
      }
    }
    return read;
  }

  /** The cases of each commit: all positives, and a sample of the negatives. */
  private List<List<DriftCase>> commits(String repository, List<DriftCase> all) {
    Map<String, List<DriftCase>> positive = new LinkedHashMap<>();
    List<List<DriftCase>> negative = new ArrayList<>();
    for (DriftCase each : all) {
      if (each.positive()) {
        positive.computeIfAbsent(each.commit(), commit -> new ArrayList<>()).add(each);
      } else {
        negative.add(List.of(each));
      }
    }
    // The sample of one repository does not depend on which others there are.
    Collections.shuffle(negative, new Random(seed ^ repository.hashCode()));
    List<List<DriftCase>> commits = new ArrayList<>(positive.values());
    commits.addAll(negative.subList(0, Math.min(negatives, negative.size())));
    return commits;
  }
}
