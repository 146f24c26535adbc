package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What many partitions of a work topic cost, and what they bring. */
public final class PartitionsRow {
  private static final int[] PARTITIONS = {16, 512, 2048, 4096};
  private static final int FEW = 16;
  private static final int MANY = 2048;
  private static final double SHARE_OF_RATE = 0.8;

  private PartitionsRow() {}

  /** The row. */
  public static Row row() {
    List<Side> sides = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    for (String kind : List.of("share", "consumer")) {
      for (int partitions : PARTITIONS) {
        sides.add(
            Side.of(name(kind, partitions), Partitions.class)
                .with("queue", kind)
                .with("partitions", partitions));
      }
      targets.add(
          Target.ratioAtLeast(
              Measured.PER_SECOND, name(kind, MANY), name(kind, FEW), SHARE_OF_RATE));
      targets.add(Target.atMost("redelivered", name(kind, MANY), 0));
    }
    return new Row(
        "partitions",
        "A work topic of 16 to 4,096 partitions on one broker, with 50 workers of 20 slots",
        BrokerProcess.classPath().with("warm-up", 120_000).with("orders", 100_000),
        sides,
        targets,
        Duration.ofMinutes(8));
  }

  private static String name(String kind, int partitions) {
    return String.format(Locale.ROOT, "%s, %,d", kind, partitions);
  }
}
