package dev.winnow.streams.routing;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells {@link StandbyAges} how far the consumer that fills stores has come, markers of commits and
 * what was aborted included (KIP-1094). Kafka makes it by its name.
 */
public final class FetchedOffsets implements ConsumerInterceptor<byte[], byte[]> {
  /** The setting that has the ages. */
  static final String AGES = "winnow.standby.ages";

  private StandbyAges ages;

  @Override
  public void configure(Map<String, ?> configs) {
    ages = (StandbyAges) configs.get(AGES);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    records
        .nextOffsets()
        .forEach(
            (changelog, next) ->
                ages.fetched(changelog, last(records.records(changelog)), next.offset()));
    return records;
  }

  private static OptionalLong last(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(records.get(records.size() - 1).offset());
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // The consumer that fills stores has no group.
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
