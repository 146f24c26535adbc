package dev.winnow.benchmarks.boards;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** The best of a board, read again and again: in process, over HTTP, and from Redis. */
public final class BoardReadRow {
  private static final String IN_PROCESS = "Winnow in process";
  private static final String OVER_HTTP = "Winnow over HTTP";
  private static final String WHOLE = "Winnow over HTTP, whole entries";
  private static final String JETTY = "bare Jetty";
  private static final String REDIS = "Redis";

  private BoardReadRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "board-reads",
        "Reads the best 100 of a board of 5,000, by four clients at once.",
        Options.none()
            .with("members", 5_000)
            .with("limit", 100)
            .with("clients", 4)
            .with("warm-up s", 12)
            .with("read s", 4),
        List.of(
            Side.of(IN_PROCESS, WinnowInProcess.class),
            Side.of(OVER_HTTP, WinnowOverHttp.class).with("query", "&fields=clusterId,metrics"),
            Side.of(WHOLE, WinnowOverHttp.class).with("query", ""),
            Side.of(JETTY, BareJetty.class).with("bytes", 22_755),
            Side.of(REDIS, RedisBoard.class)),
        List.of(
            Target.ratioAtLeast(Measured.PER_SECOND, IN_PROCESS, REDIS, 20),
            Target.ratioAtLeast(Measured.PER_SECOND, OVER_HTTP, REDIS, 1)),
        Duration.ofMinutes(4));
  }
}
