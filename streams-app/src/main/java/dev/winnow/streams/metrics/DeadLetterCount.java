package dev.winnow.streams.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the records of the dead letters' topic by its offsets. Ends of transactions have offsets
 * too, so it can be more than there are letters; 0 is 0. Brokers are asked when somebody asks, at
 * most each five seconds, and have a second to answer.
 */
public final class DeadLetterCount implements Supplier<Double>, AutoCloseable {
  private static final int PATIENCE_MS = 1_000;

  private final Map<String, Object> client;
  private final String topic;
  private final Aged<Double> count;
  private Admin admin;

  /**
   * Connects to nothing yet.
   *
   * @param kafka settings of the admin client
   * @param topic the topic's name
   */
  public DeadLetterCount(Map<String, Object> kafka, String topic) {
    this.client = new HashMap<>(kafka);
    this.topic = topic;
    client.put("client.id", "winnow-dead-letter-count");
    count = new Aged<>("how many dead letters there are", this::ask, System::nanoTime);
  }

  @Override
  public Double get() {
    return count.get().orElse(Double.NaN);
  }

  private synchronized double ask() {
    if (admin == null) {
      admin = Admin.create(client);
    }
    try {
      List<TopicPartition> partitions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
              .get(topic)
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      return offsets(partitions, OffsetSpec.latest()) - offsets(partitions, OffsetSpec.earliest());
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("brokers do not say how many dead letters there are", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private long offsets(List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    partitions.forEach(partition -> question.put(partition, which));
    return admin
        .listOffsets(question)
        .all()
        .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .values()
        .stream()
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(java.time.Duration.ofSeconds(1));
    }
  }
}
