package dev.winnow.benchmarks.ranking;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** Winnow's ranking beside the usual aggregate that holds a list. */
public final class TopThousandRow {
  private static final String WINNOW = "Winnow";
  private static final String LIST = "DSL list";
  private static final String CACHED = "DSL list, cached";
  private static final String CHANGELOG = "changelog bytes per record";

  private TopThousandRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "global-top-1000",
        "Keep the best 1,000 of 100,000 candidates while their scores change",
        Options.none().with("candidates", 100_000).with("commit-ms", 100).with("seed", 1),
        List.of(
            Side.of(WINNOW, WinnowTopThousand.class)
                .with("warm-up", 200_000)
                .with("changes", 300_000),
            Side.of(LIST, ListTopThousand.class)
                .with("warm-up", 4_000)
                .with("changes", 6_000)
                .with("cached", false),
            Side.of(CACHED, ListTopThousand.class)
                .with("warm-up", 4_000)
                .with("changes", 12_000)
                .with("cached", true)),
        List.of(
            Target.ratioAtLeast(Measured.PER_CPU_SECOND, WINNOW, LIST, 10),
            Target.ratioAtMost(CHANGELOG, WINNOW, LIST, 0.1)),
        Duration.ofMinutes(4));
  }
}
