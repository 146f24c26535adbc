package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** How many short runs a second queues keep going. */
public final class DispatchRow {
  private static final String SHARE = "Winnow, share group";
  private static final String CONSUMER = "Winnow, consumer group";
  private static final String PEER = "parallel-consumer 0.5.3.3";
  private static final int RUN_MS = 100;

  /** As many as partitions: each has one, and all have as much to do. */
  private static final int MEMBERS = 20;

  private DispatchRow() {}

  /** With 10,000 in flight. */
  public static Row many() {
    return row("dispatch", 10_000, 100_000, 100_000);
  }

  /** With 1,000 in flight; warm-up takes 20 seconds, as the JVM compiles for that long. */
  public static Row some() {
    return row("dispatch-1000", 1_000, 200_000, 50_000);
  }

  private static Row row(String name, int inFlight, int warmUp, int orders) {
    Options options =
        BrokerProcess.classPath()
            .with("in flight", inFlight)
            .with("run ms", RUN_MS)
            .with("warm-up", warmUp)
            .with("orders", orders)
            .with("partitions", MEMBERS);
    return new Row(
        name,
        "Orders of %d ms, %,d in flight, each acknowledged by itself".formatted(RUN_MS, inFlight),
        options,
        List.of(
            Side.of(SHARE, WinnowDispatch.class).with("queue", "share").with("members", MEMBERS),
            Side.of(CONSUMER, WinnowDispatch.class).with("queue", "consumer"),
            Side.peer(
                    PEER,
                    "parallel-consumer",
                    "dev.winnow.benchmarks.peers.parallelconsumer.ParallelConsumerDispatch")
                .with("poll records", 500)),
        List.of(
            Target.atLeast("share of ideal", SHARE, 0.9),
            Target.ratioAtLeast(Measured.PER_SECOND, SHARE, PEER, 1),
            Target.ratioAtLeast(Measured.PER_SECOND, CONSUMER, PEER, 1),
            Target.ratioAtLeast(Measured.PER_CPU_SECOND, SHARE, PEER, 1),
            Target.atMost("redelivered", SHARE, 0)),
        Duration.ofMinutes(4));
  }
}
