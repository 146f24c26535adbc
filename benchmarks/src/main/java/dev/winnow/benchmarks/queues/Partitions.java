package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.OwnMemory;
import dev.winnow.worker.queue.Settlement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A work topic of many partitions and fifty workers, with orders that need no work. */
public final class Partitions implements Contender {
  private static final String TOPIC = "orders";
  private static final int BYTES = 256;
  private static final int WORKERS = 50;
  private static final int LEAVING = 10;
  private static final int SLOTS = 20;
  private static final double MIB = 1 << 20;
  private static final double NANOS = 1e9;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public Measured run(Options options) throws Exception {
    int partitions = options.number("partitions");
    try (BrokerProcess broker =
        BrokerProcess.start(options, "3g", "log.index.size.max.bytes=1048576")) {
      long began = System.nanoTime();
      long empty = broker.heap();
      long emptyResident = broker.resident();
      long emptyHere = OwnMemory.heap();
      broker.create(TOPIC, partitions);
      double created = seconds(began);
      TimedRuns runs =
          new TimedRuns(
              options.number("warm-up"),
              options.number("orders"),
              // The last ones wait for whoever has much left, and are no rate.
              options.number("orders") / 5,
              Duration.ZERO,
              broker::cpuSeconds);
      broker.produce(TOPIC, runs.total(), BYTES, TimedRuns.PREFIX);

      Set<String> probed = ConcurrentHashMap.newKeySet();
      CompletableFuture<Double> first = new CompletableFuture<>();
      long started = System.nanoTime();
      try (Workers workers =
          new Workers(
              broker.servers(),
              TOPIC,
              options.text("queue"),
              SLOTS,
              (delivery, cancellation) -> {
                if (delivery.key().startsWith(TimedRuns.PREFIX)) {
                  first.complete(seconds(started));
                  return runs.begin(delivery.key()).thenApply(done -> Settlement.ACCEPT);
                }
                probed.add(delivery.key());
                return CompletableFuture.completedFuture(Settlement.ACCEPT);
              })) {
        workers.start(WORKERS);
        Measured measured =
            runs.await()
                .with("to the first order, s", first.get())
                .with("to the last order, s", seconds(started));
        double still = probe(broker, workers, partitions, probed, "still-");
        long changed = System.nanoTime();
        workers.stop(LEAVING);
        workers.start(LEAVING);
        double left = seconds(changed);
        double rebalanced = left + probe(broker, workers, partitions, probed, "moved-");
        return measured
            .with("topic made, s", created)
            .with("an order in each partition, s", still)
            .with("the same after 10 workers were replaced, s", rebalanced)
            .with("broker heap, MiB", (broker.heap() - empty) / MIB)
            .with("broker memory, MiB", (broker.resident() - emptyResident) / MIB)
            .with("workers' heap, MiB", (OwnMemory.heap() - emptyHere) / MIB);
      }
    }
  }

  /** How long it takes until an order of each partition was handed out, in seconds. */
  private static double probe(
      BrokerProcess broker, Workers workers, int partitions, Set<String> probed, String prefix)
      throws Exception {
    long began = System.nanoTime();
    probed.clear();
    broker.produce(TOPIC, partitions, BYTES, prefix);
    while (probed.stream().filter(key -> key.startsWith(prefix)).count() < partitions) {
      workers.requireNoFailure();
      if (seconds(began) > PATIENCE.toSeconds()) {
        throw new IllegalStateException(
            probed.size() + " of " + partitions + " partitions are served");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return seconds(began);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / NANOS;
  }
}
