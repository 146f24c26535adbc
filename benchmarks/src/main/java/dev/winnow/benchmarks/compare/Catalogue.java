package dev.winnow.benchmarks.compare;

import dev.winnow.benchmarks.queues.DispatchRow;
import dev.winnow.benchmarks.queues.PartitionsRow;
import dev.winnow.benchmarks.queues.RenewalsRow;
import dev.winnow.benchmarks.visible.VisibleRow;
import java.util.List;
import java.util.Optional;

/** All rows, in the order of the document. */
final class Catalogue {
  private static final List<Row> ROWS =
      List.of(
          DispatchRow.many(),
          DispatchRow.some(),
          RenewalsRow.row(),
          PartitionsRow.row(),
          VisibleRow.row());

  private Catalogue() {}

  static List<Row> rows() {
    return ROWS;
  }

  /** The row of a name. */
  static Optional<Row> find(String name) {
    return ROWS.stream().filter(row -> row.name().equals(name)).findFirst();
  }
}
