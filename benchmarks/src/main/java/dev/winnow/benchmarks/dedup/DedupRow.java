package dev.winnow.benchmarks.dedup;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** Winnow's stores beside Flink SQL. */
public final class DedupRow {
  private static final String WINNOW = "Winnow";
  private static final String FLINK = "Flink SQL";
  private static final String BATCHED = "Flink SQL, mini-batch";

  private DedupRow() {}

  /** The row whose source only adds. */
  public static Row insertOnly() {
    return row(
        "dedup-top10",
        "The newest bid of each bidder in each auction, and the ten highest of each auction",
        false,
        500,
        200,
        3);
  }

  /** The row whose source says what has changed, and deletes. */
  public static Row changing() {
    return row(
        "dedup-top10-updates",
        "The same with a source that updates and deletes bids",
        true,
        500,
        200,
        5);
  }

  /** The same with groups as large as contests are. */
  public static Row changingInLargeGroups() {
    return row(
        "dedup-top10-updates-1000",
        "The same with 1,000 in each group, as many as a contest has attempts",
        true,
        100,
        1_000,
        5);
  }

  private static Row row(
      String name, String title, boolean isChanging, int auctions, int bidders, double target) {
    return new Row(
        name,
        title,
        Options.none()
            .with("seed", 1)
            .with("auctions", auctions)
            .with("bidders", bidders)
            .with("changing", isChanging)
            .with("warm-up", 60_000)
            .with("events", 120_000),
        List.of(
            Side.of(WINNOW, WinnowDedup.class),
            flink(FLINK).with("mini-batch", false),
            flink(BATCHED).with("mini-batch", true)),
        List.of(
            Target.ratioAtLeast(Measured.PER_CPU_SECOND, WINNOW, FLINK, target),
            Target.ratioAtLeast(Measured.PER_CPU_SECOND, WINNOW, BATCHED, target)),
        Duration.ofMinutes(5));
  }

  private static Side flink(String name) {
    return Side.peer(name, "flink", "dev.winnow.benchmarks.peers.flink.FlinkDedup");
  }
}
