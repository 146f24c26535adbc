package dev.winnow.benchmarks.compare;

import dev.winnow.benchmarks.decoding.AvroDecodeRow;
import dev.winnow.benchmarks.dedup.DedupRow;
import dev.winnow.benchmarks.ranking.RankingRow;
import dev.winnow.benchmarks.ranking.TopThousandRow;
import java.util.List;
import java.util.Optional;

/** All rows, in the order of the document. */
final class Catalogue {
  private static final List<Row> ROWS =
      List.of(
          AvroDecodeRow.row(),
          TopThousandRow.row(),
          DedupRow.insertOnly(),
          DedupRow.changing(),
          RankingRow.row());

  private Catalogue() {}

  static List<Row> rows() {
    return ROWS;
  }

  /** The row of a name. */
  static Optional<Row> find(String name) {
    return ROWS.stream().filter(row -> row.name().equals(name)).findFirst();
  }
}
