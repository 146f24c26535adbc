package dev.winnow.producers.report;

import java.util.List;

/** A part of a report, apart from how it is written. */
sealed interface Section {

  /** Its heading. */
  String heading();

  /**
   * Sentences.
   *
   * @param isWarning whether a person should know them before trusting the rest
   */
  record Sentences(String heading, boolean isWarning, List<String> sentences) implements Section {}

  /** Labels with what belongs to each. */
  record Facts(String heading, List<Fact> facts) implements Section {}

  /** A label and a text. */
  record Fact(String label, String text) {}

  /**
   * A table.
   *
   * @param columns headers; those of numbers, which are set flush right, are in {@code right}
   * @param right for each column whether it is set flush right
   * @param rows as long as the header
   * @param note what is to be said below it; empty for nothing
   */
  record Table(
      String heading,
      List<String> columns,
      List<Boolean> right,
      List<List<String>> rows,
      String note)
      implements Section {}

  /**
   * A plot.
   *
   * @param svg a whole {@code svg} element
   * @param caption what it shows
   */
  record Plot(String heading, String svg, String caption) implements Section {}
}
