package dev.winnow.benchmarks.ranking;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** Winnow's ranking beside the RocksDB that it stands on. */
public final class RankingRow {
  private static final String WINNOW = "Winnow";
  private static final String BARE = "bare RocksDB";

  private RankingRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "ranking",
        "Change scores of a task's candidates, and keep the order",
        Options.none()
            .with("candidates", 100_000)
            .with("warm-up", 150_000)
            .with("changes", 600_000)
            .with("value-bytes", 194)
            .with("seed", 1),
        List.of(Side.of(WINNOW, WinnowRanking.class), Side.of(BARE, BareRanking.class)),
        List.of(Target.ratioAtLeast(Measured.PER_CPU_SECOND, WINNOW, BARE, 0.7)),
        Duration.ofMinutes(3));
  }
}
