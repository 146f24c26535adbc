package dev.winnow.benchmarks.visible;

import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import dev.winnow.benchmarks.queues.BrokerProcess;
import java.time.Duration;
import java.util.List;

/** How long it takes until a result is on a leaderboard that can be read. */
public final class VisibleRow {
  private static final String WINNOW = "Winnow";
  private static final String WITHOUT = "Winnow, without transactions";
  private static final String BARE = "no topology";
  private static final String COPY = "a loop that copies";
  private static final String STOCK = "Streams' defaults";
  private static final String STOCK_ONCE = "Streams' defaults, exactly once";
  private static final String DELAY = "p99 ms";

  private VisibleRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "visible",
        "From a result to the leaderboard that it changed, as a consumer reads it, at 50 a second",
        BrokerProcess.classPath()
            .with("a second", 50)
            .with("tasks", 4)
            .with("partitions", 4)
            .with("warm-up", 1_200)
            .with("warm-up a second", 400)
            .with("results", 1_300),
        List.of(
            side(WINNOW, "winnow"),
            side(WITHOUT, "without transactions"),
            side(BARE, "none"),
            side(COPY, "copy"),
            side(STOCK, "stock").with("guarantee", "at_least_once"),
            side(STOCK_ONCE, "stock").with("guarantee", "exactly_once_v2")),
        List.of(
            Target.ratioAtMost(DELAY, WITHOUT, BARE, 1.3),
            Target.ratioAtMost(DELAY, WITHOUT, COPY, 1.3),
            Target.ratioAtMost(DELAY, WINNOW, STOCK, 0.1),
            Target.ratioAtMost(DELAY, WINNOW, STOCK_ONCE, 0.1)),
        Duration.ofMinutes(4));
  }

  private static Side side(String name, String pipeline) {
    return Side.of(name, Visible.class).with("pipeline", pipeline);
  }
}
