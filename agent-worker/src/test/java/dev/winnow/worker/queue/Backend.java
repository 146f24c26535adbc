package dev.winnow.worker.queue;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The implementations of {@link WorkQueue} that the contract is held against. */
enum Backend {
  SHARE(1) {
    @Override
    WorkQueue open(
        String servers,
        String topic,
        int slots,
        int slotsPerMember,
        Consumer<RuntimeException> onFailure) {
      Map<String, String> client = Map.of("bootstrap.servers", servers);
      return new ShareGroupQueue(
          new ShareGroup(topic, topic, slots, slotsPerMember, LOCK, 5, "test", client), onFailure);
    }
  },
  CONSUMER(2) {
    @Override
    WorkQueue open(
        String servers,
        String topic,
        int slots,
        int slotsPerMember,
        Consumer<RuntimeException> onFailure) {
      Map<String, String> client = Map.of("bootstrap.servers", servers);
      return new ConsumerGroupQueue(
          new ConsumerGroup(topic, topic, slots, "test", client), onFailure);
    }
  };

  /** How long a record stays with a process that is gone: a lock here, a session there. */
  static final Duration LOCK = Duration.ofSeconds(2);

  /**
   * Partitions that two members share the work of: members of a share group share one, and with
   * more partitions than members each would have its own; members of a consumer group have one
   * each.
   */
  final int partitions;

  Backend(int partitions) {
    this.partitions = partitions;
  }

  /** A queue of a topic whose group has the topic's name. */
  abstract WorkQueue open(
      String servers,
      String topic,
      int slots,
      int slotsPerMember,
      Consumer<RuntimeException> onFailure);
}
