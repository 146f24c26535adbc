package dev.winnow.producers.report;

import java.util.List;

/**
 * A report, apart from how it is written. Nothing in it is escaped.
 *
 * @param title in one line
 * @param summary how it stands, or was decided, and why
 * @param sections in reading order; none is empty
 */
public record Report(String title, String summary, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
  }

  /** The report of a task. */
  public static Report of(ReportSource source) {
    return new ReportSections(source).report();
  }
}
