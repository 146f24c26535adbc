package dev.winnow.benchmarks.compare;

import dev.winnow.benchmarks.boards.BoardReadRow;
import dev.winnow.benchmarks.duplicates.NearDuplicateRow;
import dev.winnow.benchmarks.merging.MergeRow;
import dev.winnow.benchmarks.sandboxes.SandboxRow;
import java.util.List;
import java.util.Optional;

/** All rows, in the order of the document. */
final class Catalogue {
  private static final List<Row> ROWS =
      List.of(NearDuplicateRow.row(), SandboxRow.row(), MergeRow.row(), BoardReadRow.row());

  private Catalogue() {}

  static List<Row> rows() {
    return ROWS;
  }

  /** The row of a name. */
  static Optional<Row> find(String name) {
    return ROWS.stream().filter(row -> row.name().equals(name)).findFirst();
  }
}
