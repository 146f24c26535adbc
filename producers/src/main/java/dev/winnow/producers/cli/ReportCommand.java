package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.report.HtmlReport;
import dev.winnow.producers.report.IntervalPlot;
import dev.winnow.producers.report.MarkdownReport;
import dev.winnow.producers.report.Report;
import dev.winnow.producers.report.ReportSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow report TASK}. */
@Command(
    name = "report",
    description = {
      "Write a report of a task, decided or running, to share.",
      "html is one file with plots and without scripts, md has tables and text, svg is the plot of",
      "the board's intervals alone."
    })
final class ReportCommand extends WinnowCommand {

  /** As many as a published board has where nobody says otherwise. */
  private static final int ENTRIES = 100;

  /** What a report can be written as. */
  enum Format {
    html,
    md,
    svg
  }

  @Parameters(index = "0", paramLabel = "TASK", description = "Id of a task.")
  private String taskId;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "html",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where it is written. Default: standard output.")
  private Path output;

  @Override
  int run() {
    Server server = server();
    JsonNode answer = server.task(taskId).orElseThrow(() -> Missing.task(taskId));
    JsonNode nothing = MissingNode.getInstance();
    ReportSource source =
        new ReportSource(
            answer.path("task"),
            answer.path("contest"),
            server.leaderboard(taskId, ENTRIES).orElse(nothing),
            server.verdict(taskId).orElse(nothing),
            server.race(taskId).map(race -> race.path("points")).orElse(nothing));
    String report = write(source);
    if (output != null) {
      save(report);
    }
    if (isJson()) {
      var json = JSON.createObjectNode().put("taskId", taskId).put("format", format.name());
      if (output == null) {
        json.put("report", report);
      } else {
        json.put("file", output.toString());
      }
      printJson(json);
    } else if (output == null) {
      out().print(report);
    } else {
      out().println("Written to " + output);
    }
    return DONE;
  }

  private String write(ReportSource source) {
    return switch (format) {
      case html -> HtmlReport.of(Report.of(source));
      case md -> MarkdownReport.of(Report.of(source));
      case svg ->
          IntervalPlot.of(source)
              .orElseThrow(
                  () ->
                      new ClientException(
                          "nothing of task " + taskId + " is ranked, so there is nothing to plot",
                          "wait until something is measured, or take --format html or md",
                          false));
    };
  }

  private void save(String report) {
    try {
      Files.writeString(output, report);
    } catch (IOException bad) {
      throw new ClientException(
          output + " cannot be written", "give another --output, in a folder that is there", false);
    }
  }
}
