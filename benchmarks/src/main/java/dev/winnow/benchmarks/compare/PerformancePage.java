package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * The document of performance: for each row its tables, and what is said about it under {@code
 * notes/} beside this class, above all why a target is missed and what the floor is.
 */
final class PerformancePage {
  private PerformancePage() {}

  /**
   * The document.
   *
   * @param results rows that were run, in their order
   * @param notRun for each row that was not run its name and why
   */
  static String of(List<Results> results, List<String> notRun, int rounds, LocalDate day)
      throws IOException {
    StringBuilder page = new StringBuilder("# Performance\n\n");
    page.append(note("about").formatted(rounds, Machine.describe(), day));
    page.append("\n| row | target | to be | reached | |\n|---|---|---|---|---|\n");
    for (Results each : results) {
      for (Target target : each.row().targets()) {
        double reached = each.reached(target).median();
        page.append(
            "| [%s](#%s) | %s |%n"
                .formatted(
                    each.row().name(),
                    each.row().name(),
                    Tables.cells(target, Figures.text(reached), target.isMet(reached))));
      }
    }
    if (!notRun.isEmpty()) {
      page.append("\nNot run:\n\n");
      notRun.forEach(each -> page.append("- ").append(each).append('\n'));
    }
    for (Results each : results) {
      page.append("\n## ").append(each.row().name()).append("\n\n");
      page.append(each.row().title()).append("\n\n");
      page.append(Tables.of(each)).append('\n');
      page.append(note(each.row().name()));
    }
    return page.toString();
  }

  /** The note of a row; every row has one. */
  static String note(String row) throws IOException {
    String name = "notes/" + row + ".md";
    try (InputStream in = PerformancePage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no " + name + " beside " + PerformancePage.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
