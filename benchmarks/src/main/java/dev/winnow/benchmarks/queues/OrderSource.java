package dev.winnow.benchmarks.queues;

import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.TopicAdmin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes topics and fills them with orders that are numbered from 0 and spread evenly. */
final class OrderSource implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** So much of a partition, and so long, that all of it comes in one batch. */
  private static final int LARGE_BATCH = 1 << 20;

  private static final int LONG_MS = 5_000;

  private final String servers;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;

  OrderSource(String servers) {
    this.servers = servers;
    admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
    producer = producer(Map.of(ProducerConfig.LINGER_MS_CONFIG, 20));
  }

  private KafkaProducer<String, byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> config = new HashMap<>(settings);
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Returns when each partition is served; thousands may take a busy machine minutes. */
  void create(String topic, int partitions) {
    List<Topic<?, ?>> topics =
        List.of(new Topic<>(topic, Serdes.String(), Serdes.ByteArray(), Cleanup.DELETE));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        new TopicAdmin(admin).create(topics, partitions, (short) 1);
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
      }
    }
  }

  /** Returns when all are on the broker; the key of each is a prefix and its number. */
  void produce(String topic, int count, int bytes, String prefix) {
    produce(producer, topic, count, bytes, prefix);
  }

  /** The same, and nobody sees a part of a partition's orders, if they are a MiB at most. */
  void produceAtOnce(String topic, int count, int bytes, String prefix) {
    try (KafkaProducer<String, byte[]> atOnce =
        producer(
            Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                LONG_MS,
                ProducerConfig.BATCH_SIZE_CONFIG,
                LARGE_BATCH))) {
      produce(atOnce, topic, count, bytes, prefix);
    }
  }

  private static void produce(
      KafkaProducer<String, byte[]> producer, String topic, int count, int bytes, String prefix) {
    int partitions = producer.partitionsFor(topic).size();
    byte[] value = new byte[bytes];
    new SplittableRandom(1).nextBytes(value);
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    for (int number = 0; number < count; number++) {
      producer.send(
          new ProducerRecord<>(topic, number % partitions, prefix + number, value),
          (metadata, failure) -> {
            if (failure != null) {
              failures.add(failure);
            }
          });
    }
    producer.flush();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("orders were not written", failures.peek());
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
