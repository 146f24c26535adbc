package dev.winnow.producers.report;

import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown (CommonMark with tables), for pull requests and wikis; without plots. */
public final class MarkdownReport {

  private final StringBuilder page = new StringBuilder();

  private MarkdownReport() {}

  /** Writes it. */
  public static String of(Report report) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.page.append("# ").append(Markup.markdown(report.title())).append("\n\n");
    markdown.page.append(Markup.markdown(report.summary())).append('\n');
    report.sections().forEach(markdown::section);
    return markdown.page.toString();
  }

  private void section(Section section) {
    if (section instanceof Section.Plot) {
      // The table beside it has the same figures.
      return;
    }
    page.append("\n## ").append(Markup.markdown(section.heading())).append("\n\n");
    if (section instanceof Section.Sentences sentences) {
      sentences.sentences().forEach(this::item);
    } else if (section instanceof Section.Facts facts) {
      facts
          .facts()
          .forEach(
              fact ->
                  page.append("- **")
                      .append(Markup.markdown(fact.label()))
                      .append("**: ")
                      .append(Markup.markdown(fact.text()))
                      .append('\n'));
    } else if (section instanceof Section.Table table) {
      row(table.columns());
      page.append("|");
      table.right().forEach(isRight -> page.append(isRight ? " ---: |" : " --- |"));
      page.append('\n');
      table.rows().forEach(this::row);
      if (!table.note().isEmpty()) {
        page.append('\n').append(Markup.markdown(table.note())).append('\n');
      }
    }
  }

  private void item(String text) {
    page.append("- ").append(Markup.markdown(text)).append('\n');
  }

  private void row(List<String> cells) {
    page.append(
        cells.stream().map(Markup::markdown).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
