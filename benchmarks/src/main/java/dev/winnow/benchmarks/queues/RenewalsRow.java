package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** What it costs to keep the locks of orders that run for hours. */
public final class RenewalsRow {
  private static final String REAL = "lock of 30 s";
  private static final String COMPRESSED = "lock of 2 s, time × 15";
  private static final String MEMBERS = "members, % of a core";
  private static final String PROCESS = "worker, % of a core";

  private RenewalsRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "renewals",
        "10,000 orders that run for hours: processor time of renewing their locks",
        BrokerProcess.classPath()
            .with("orders", 10_000)
            .with("partitions", 20)
            .with("members", 20)
            .with("warm-up", 30),
        List.of(
            Side.of(REAL, Renewals.class).with("lock ms", 30_000).with("renewals", 6),
            Side.of(COMPRESSED, Renewals.class).with("lock ms", 2_000).with("renewals", 30)),
        List.of(
            Target.atMost(MEMBERS, REAL, 2),
            Target.atMost(PROCESS, REAL, 2),
            Target.atMost(MEMBERS, COMPRESSED, 2),
            Target.atMost(PROCESS, COMPRESSED, 2),
            Target.atMost("redelivered", REAL, 0),
            Target.atMost("redelivered", COMPRESSED, 0)),
        Duration.ofMinutes(4));
  }
}
