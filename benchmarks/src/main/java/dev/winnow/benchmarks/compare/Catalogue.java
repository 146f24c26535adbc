package dev.winnow.benchmarks.compare;

import dev.winnow.benchmarks.boards.BoardReadRow;
import dev.winnow.benchmarks.decoding.AvroDecodeRow;
import dev.winnow.benchmarks.dedup.DedupRow;
import dev.winnow.benchmarks.duplicates.NearDuplicateRow;
import dev.winnow.benchmarks.merging.MergeRow;
import dev.winnow.benchmarks.queues.DispatchRow;
import dev.winnow.benchmarks.queues.PartitionsRow;
import dev.winnow.benchmarks.queues.RenewalsRow;
import dev.winnow.benchmarks.ranking.RankingRow;
import dev.winnow.benchmarks.ranking.TopThousandRow;
import dev.winnow.benchmarks.sandboxes.SandboxRow;
import dev.winnow.benchmarks.visible.VisibleRow;
import java.util.List;
import java.util.Optional;

/** All rows, in the order of the document. */
final class Catalogue {
  private static final List<Row> ROWS =
      List.of(
          DedupRow.insertOnly(),
          DedupRow.changing(),
          DedupRow.changingInLargeGroups(),
          TopThousandRow.row(),
          RankingRow.row(),
          BoardReadRow.row(),
          VisibleRow.row(),
          DispatchRow.many(),
          DispatchRow.some(),
          PartitionsRow.row(),
          RenewalsRow.row(),
          AvroDecodeRow.row(),
          NearDuplicateRow.row(),
          SandboxRow.row(),
          MergeRow.row());

  private Catalogue() {}

  static List<Row> rows() {
    return ROWS;
  }

  /** The row of a name. */
  static Optional<Row> find(String name) {
    return ROWS.stream().filter(row -> row.name().equals(name)).findFirst();
  }
}
