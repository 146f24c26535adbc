package dev.winnow.worker.report;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reports that were read and are not posted yet: the newest of each pull request. One that has to
 * wait does not hold up the others, and what may be committed never passes it by.
 */
final class PendingReports {
  /**
   * A report that is not posted yet.
   *
   * @param record as it was read
   * @param attempts failed ones so far that count
   * @param failures in a row so far, whether they count or not
   * @param due when to try
   */
  record Pending(ConsumerRecord<String, byte[]> record, int attempts, int failures, Instant due) {
    TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }
  }

  static final int MOST_DUE = 200;
  private static final int MOST = 10_000;
  private static final long MOST_BYTES = 64 << 20;

  // In the order in which they were read; a newer report takes the place of the older.
  private final Map<String, Pending> byKey = new LinkedHashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  /**
   * Takes a record in. An older report of the same pull request is dropped; a record without a
   * value only does that.
   */
  void add(ConsumerRecord<String, byte[]> record, Instant now) {
    next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    String key = String.valueOf(record.key());
    if (record.value() == null) {
      byKey.remove(key);
    } else {
      byKey.put(key, new Pending(record, 0, 0, now));
    }
  }

  int size() {
    return byKey.size();
  }

  /**
   * Whether no more should be read: there is enough to do, or too much is kept. Those that wait
   * take room only, so that they do not hold up the others.
   */
  boolean isFull(Instant now) {
    return byKey.size() >= MOST
        || byKey.values().stream().filter(p -> !p.due().isAfter(now)).count() >= MOST_DUE
        || byKey.values().stream().mapToLong(p -> p.record().value().length).sum() >= MOST_BYTES;
  }

  /** The first that is due. */
  Optional<Pending> due(Instant now) {
    return byKey.values().stream().filter(p -> !p.due().isAfter(now)).findFirst();
  }

  /** When the next is due. */
  Optional<Instant> nextDue() {
    return byKey.values().stream().map(Pending::due).min(Instant::compareTo);
  }

  /** It is posted, or given up. */
  void done(Pending pending) {
    byKey.remove(String.valueOf(pending.record().key()));
  }

  /** It has to wait. */
  void later(Pending pending, int attempts, int failures, Instant due) {
    byKey.put(
        String.valueOf(pending.record().key()),
        new Pending(pending.record(), attempts, failures, due));
  }

  /** Offsets that may be committed and are not. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    Map<TopicPartition, Long> offsets = new HashMap<>(next);
    for (Pending pending : byKey.values()) {
      offsets.merge(pending.partition(), pending.record().offset(), Math::min);
    }
    Map<TopicPartition, OffsetAndMetadata> fresh = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (!offset.equals(committed.get(partition))) {
            fresh.put(partition, new OffsetAndMetadata(offset));
          }
        });
    return Collections.unmodifiableMap(fresh);
  }

  /** These offsets are committed. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
  }

  /** The partitions are somebody else's now. */
  void drop(Collection<TopicPartition> partitions) {
    byKey.values().removeIf(pending -> partitions.contains(pending.partition()));
    next.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
  }
}
