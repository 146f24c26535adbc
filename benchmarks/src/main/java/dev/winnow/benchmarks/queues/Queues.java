package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Options;
import dev.winnow.worker.queue.ConsumerGroup;
import dev.winnow.worker.queue.ConsumerGroupQueue;
import dev.winnow.worker.queue.ShareGroup;
import dev.winnow.worker.queue.ShareGroupQueue;
import dev.winnow.worker.queue.WorkQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;

/** Queues as workers make them. */
final class Queues {
  /** The group of all of them. */
  static final String GROUP = "bench";

  private static final int DELIVERY_LIMIT = 5;

  private Queues() {}

  /**
   * A queue of the kind that the options say.
   *
   * @param failures what the queue fails with
   */
  static WorkQueue open(
      String servers, String topic, Options options, Queue<RuntimeException> failures) {
    int slots = options.number("in flight");
    return options.text("queue").equals("share")
        ? share(
            servers,
            topic,
            slots,
            slots / options.number("members"),
            Duration.ofSeconds(30),
            failures)
        : consumer(servers, topic, slots, "bench", failures);
  }

  static WorkQueue share(
      String servers,
      String topic,
      int slots,
      int slotsPerMember,
      Duration lock,
      Queue<RuntimeException> failures) {
    return new ShareGroupQueue(
        new ShareGroup(
            topic,
            GROUP,
            slots,
            slotsPerMember,
            lock,
            DELIVERY_LIMIT,
            "bench",
            Map.of("bootstrap.servers", servers)),
        failures::add);
  }

  static WorkQueue consumer(
      String servers, String topic, int slots, String clientId, Queue<RuntimeException> failures) {
    return new ConsumerGroupQueue(
        new ConsumerGroup(topic, GROUP, slots, clientId, Map.of("bootstrap.servers", servers)),
        failures::add);
  }
}
