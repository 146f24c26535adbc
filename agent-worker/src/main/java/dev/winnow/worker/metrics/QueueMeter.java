package dev.winnow.worker.metrics;

import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.queue.Delivery;
import dev.winnow.worker.queue.DeliveryHandler;
import dev.winnow.worker.queue.Settlement;
import dev.winnow.worker.queue.WorkQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what becomes of the deliveries of one queue, and times its runs. */
public final class QueueMeter {
  private static final String QUEUE = "queue";
  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4)
  };

  private final MeterRegistry registry;
  private final String name;
  private final Map<Settlement, Counter> settled = new EnumMap<>(Settlement.class);
  private final Counter redeliveries;

  /** When each handler that runs now has begun. */
  private final Set<Begun> running = ConcurrentHashMap.newKeySet();

  QueueMeter(MeterRegistry registry, String name, int slots) {
    this.registry = registry;
    this.name = name;
    Gauge.builder("winnow.worker.slots", () -> slots)
        .description("Orders that this worker carries out at once")
        .tag(QUEUE, name)
        .register(registry);
    Gauge.builder("winnow.worker.slots.busy", running::size)
        .description("Orders that this worker carries out now")
        .tag(QUEUE, name)
        .register(registry);
    Gauge.builder("winnow.worker.oldest.run.seconds", this::oldest)
        .description("Since when the oldest of them runs; 0 if none does")
        .tag(QUEUE, name)
        .register(registry);
    redeliveries =
        Counter.builder("winnow.worker.redeliveries")
            .description("Deliveries of orders that had been delivered before")
            .tag(QUEUE, name)
            .register(registry);
    for (Settlement settlement : Settlement.values()) {
      settled.put(
          settlement,
          Counter.builder("winnow.worker.settled")
              .description("Deliveries by what became of the order")
              .tag(QUEUE, name)
              .tag("settlement", settlement.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  /** Reads what the queue counts itself. */
  void watch(WorkQueue queue) {
    FunctionCounter.builder("winnow.worker.lock.renewals", queue, q -> q.counters().renewals())
        .description("Renewals of locks on orders; a consumer group has none")
        .tag(QUEUE, name)
        .register(registry);
    FunctionCounter.builder("winnow.worker.runs.lost", queue, q -> q.counters().losses())
        .description("Runs cancelled because their order had become another worker's")
        .tag(QUEUE, name)
        .register(registry);
  }

  void gauge(CachedDepth depth) {
    Gauge.builder("winnow.worker.queue.depth", depth::value)
        .description("Orders of the whole group that are not done; NaN if brokers do not tell")
        .tag(QUEUE, name)
        .register(registry);
  }

  /** A handler that counts what another does. */
  public DeliveryHandler around(DeliveryHandler handler) {
    return (delivery, cancellation) -> handle(handler, delivery, cancellation);
  }

  private Settlement handle(DeliveryHandler handler, Delivery delivery, Cancellation cancellation) {
    Begun begun = new Begun(System.nanoTime());
    running.add(begun);
    if (delivery.count() > 1) {
      redeliveries.increment();
    }
    Settlement settlement = Settlement.RELEASE;
    try {
      settlement = handler.handle(delivery, cancellation);
      return settlement;
    } finally {
      settled.get(settlement).increment();
      running.remove(begun);
    }
  }

  /**
   * Notes that an order was run.
   *
   * @param outcome what it came to, or {@code cancelled}
   * @param duration how long that took, sandbox and clean-up included
   */
  public void ran(String outcome, Duration duration) {
    Timer.builder("winnow.worker.run.duration")
        .description("Runs by what they came to")
        .tag(QUEUE, name)
        .tag("outcome", outcome.toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(duration);
  }

  private double oldest() {
    long now = System.nanoTime();
    return running.stream().mapToLong(each -> now - each.nanos).max().orElse(0) / 1e9;
  }

  /** Each is its own, also when two begin at the same time. */
  private static final class Begun {
    private final long nanos;

    Begun(long nanos) {
      this.nanos = nanos;
    }
  }
}
