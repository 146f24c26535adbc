package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.worker.queue.Settlement;
import dev.winnow.worker.queue.WorkQueue;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Thousands of orders that run on and on: all that is to be done is to renew their locks. */
public final class Renewals implements Contender {
  private static final int BYTES = 256;
  private static final double PERCENT = 100;
  private static final Duration REAL_LOCK = Duration.ofSeconds(30);
  private static final Duration SHORT_LOCK = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public Measured run(Options options) throws Exception {
    try (BrokerProcess broker =
        BrokerProcess.start(options, "1g", "group.share.min.record.lock.duration.ms=1000")) {
      // Runs of hours do not feel what the first renewals cost, and short locks bring many soon.
      hold(broker, "warm-up", options, SHORT_LOCK, options.number("warm-up"));
      return hold(
          broker,
          "orders",
          options,
          Duration.ofMillis(options.number("lock ms")),
          options.number("renewals"));
    }
  }

  /**
   * Has orders run until each has been renewed so often, after a first time; what that takes is
   * measured. They are renewed nearly all at once, so a measurement is from the end of one time to
   * the end of another, not some seconds long.
   */
  private static Measured hold(
      BrokerProcess broker, String topic, Options options, Duration lock, int times)
      throws Exception {
    int orders = options.number("orders");
    int members = options.number("members");
    int partitions = options.number("partitions");
    // A partition's orders wait for its own members, and a member that a poll brought less than it
    // has slots gets no more while those run: so there are more slots than orders.
    int slots = orders * 3 / 2 / members;
    CompletableFuture<Settlement> end = new CompletableFuture<>();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger redelivered = new AtomicInteger();
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    broker.create(topic, partitions);
    WorkQueue queue = Queues.share(broker.servers(), topic, members * slots, slots, lock, failures);
    queue.startAsync(
        (delivery, cancellation) -> {
          begun.incrementAndGet();
          if (delivery.count() > 1) {
            redelivered.incrementAndGet();
          }
          return end;
        });
    ShareMembers.await(broker.servers(), Queues.GROUP, topic, partitions, members);
    broker.produceAtOnce(topic, orders, BYTES, TimedRuns.PREFIX);
    await("orders begun", orders, begun::get);
    await("renewals", orders, () -> queue.counters().renewals());

    long before = queue.counters().renewals();
    double brokerBefore = broker.cpuSeconds();
    double membersBefore = MemberThreads.cpuSeconds(topic);
    Stopwatch watch = Stopwatch.start();
    await("renewals", before + (long) times * orders, () -> queue.counters().renewals());
    long renewals = queue.counters().renewals() - before;
    Measured measured = watch.stop(renewals);
    double memberSeconds = MemberThreads.cpuSeconds(topic) - membersBefore;
    double brokerSeconds = broker.cpuSeconds() - brokerBefore;

    end.complete(Settlement.ACCEPT);
    queue.close(PATIENCE);
    if (!failures.isEmpty()) {
      throw failures.peek();
    }
    double compression = (double) REAL_LOCK.toMillis() / lock.toMillis();
    double perSecond = PERCENT / measured.wallSeconds() / compression;
    return measured
        .with("members, % of a core", memberSeconds * perSecond)
        .with("worker, % of a core", measured.cpuSeconds() * perSecond)
        .with("broker, % of a core", brokerSeconds * perSecond)
        .with("renewals of an order", (double) queue.counters().renewals() / orders)
        .with("redelivered", redelivered.get() + Math.max(0, begun.get() - orders))
        .with("lost", queue.counters().losses());
  }

  private static void await(String what, long wanted, LongSupplier count)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long now = count.getAsLong(); now < wanted; now = count.getAsLong()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("%d of %d %s".formatted(now, wanted, what));
      }
      // A thread that wakes up often would be a third of what is measured.
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }
}
