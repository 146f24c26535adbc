package dev.winnow.producers.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Columns of text, two spaces apart. The first row is the header. */
final class TextTable {

  private static final int GAP = 2;

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right;

  /**
   * A table.
   *
   * @param right for each column, whether it is set flush right, as numbers are
   */
  TextTable(List<Boolean> right) {
    this.right = right;
  }

  /**
   * A table of names that are shortened if it would be too wide.
   *
   * @param width that the table should have at most
   * @param column where the names are
   * @param shortest names are not made shorter than this, even if the table stays too wide
   * @param build makes the table, with names of at most so many characters
   */
  static TextTable fitted(int width, int column, int shortest, IntFunction<TextTable> build) {
    TextTable full = build.apply(Integer.MAX_VALUE);
    int excess = full.width() - width;
    return excess <= 0 ? full : build.apply(Math.max(shortest, full.width(column) - excess));
  }

  void add(List<String> row) {
    rows.add(row);
  }

  /** Width of the whole, in characters. */
  int width() {
    int width = -GAP;
    for (int column = 0; column < right.size(); column++) {
      width += width(column) + GAP;
    }
    return width;
  }

  /** Width of one column. */
  int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < right.size(); column++) {
        String space = " ".repeat(width(column) - row.get(column).length());
        line.append(column == 0 ? "" : " ".repeat(GAP));
        line.append(right.get(column) ? space + row.get(column) : row.get(column) + space);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
