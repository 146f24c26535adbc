package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
   * @param measured rows that were measured, in their order
   * @param missing for each row that was not its name and why
   */
  static String of(List<Measurement> measured, List<String> missing) throws IOException {
    StringBuilder page = new StringBuilder("# Performance\n\n");
    page.append(note("about"));
    page.append("\n| row | target | to be | reached | |\n|---|---|---|---|---|\n");
    for (Measurement each : measured) {
      Results results = each.results();
      for (Target target : results.row().targets()) {
        double reached = results.reached(target).median();
        page.append(
            "| [%s](#%s) | %s |%n"
                .formatted(
                    results.row().name(),
                    results.row().name(),
                    Tables.cells(target, Figures.text(reached), target.isMet(reached))));
      }
    }
    if (!missing.isEmpty()) {
      page.append("\nNot here:\n\n");
      missing.forEach(each -> page.append("- ").append(each).append('\n'));
    }
    for (Measurement each : measured) {
      Results results = each.results();
      page.append("\n## ").append(results.row().name()).append("\n\n");
      page.append(results.row().title()).append("\n\n");
      page.append(Tables.of(results)).append('\n');
      page.append(
          "%d rounds on %s; %s.%n%n"
              .formatted(results.rounds().size(), each.day(), each.machine()));
      page.append(note(results.row().name()));
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
