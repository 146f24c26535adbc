package dev.winnow.benchmarks.quality;

import dev.winnow.benchmarks.options.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Asks Winnow's rules and their peers about each case of a suite and prints what they got right.
 */
@Command(
    name = "quality",
    description = "Precision and recall of contract checks on a suite of labelled cases.")
public final class QualityMain implements Callable<Integer> {
  private static final String LOG_SETTING = "logback.configurationFile";
  private static final int DONE = 0;
  private static final int NO_SUITE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--suite",
      paramLabel = "DIR",
      description = "A folder or file of cases; the suite that comes with this if left out.")
  private Path suite;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--failures", description = "List the cases that were judged wrongly.")
  private boolean failures;

  @Option(names = "--no-peers", description = "Ask only Winnow.")
  private boolean alone;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long one judge may take for one case. Default: ${DEFAULT-VALUE}.")
  private int limitSeconds;

  @Mixin private HelpOption help;

  private QualityMain() {}

  /** Runs it and ends the JVM with 0, or with 2 if there is no such suite. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOG_SETTING) == null) {
      System.setProperty(LOG_SETTING, "dev/winnow/benchmarks/logback.xml");
    }
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new QualityMain());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (suite != null && !Files.exists(suite)) {
      spec.commandLine().getErr().println(suite + " is not there.");
      return NO_SUITE;
    }
    Suite read = suite == null ? BundledSuite.read() : SuiteReader.read(suite);
    List<Score> scores = new ArrayList<>();
    try (BoundedJudging judging = new BoundedJudging(Duration.ofSeconds(limitSeconds))) {
      for (Judge judge : judges()) {
        scores.add(Score.of(judge, read.cases(), judging));
      }
    }
    if (json) {
      out.println(JsonReport.of(read, scores, failures).toPrettyString());
      out.flush();
      return DONE;
    }
    TextReport report = new TextReport(out);
    report.print(read, scores);
    if (failures) {
      report.printFailures(scores);
    }
    return DONE;
  }

  private List<Judge> judges() {
    List<Judge> judges = new ArrayList<>();
    judges.add(new WinnowJudge());
    if (!alone) {
      judges.add(new OpenApiDiffJudge());
      judges.add(new AvroJudge());
      judges.add(new GraphQlJavaJudge());
    }
    return judges;
  }
}
