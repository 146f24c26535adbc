package dev.winnow.local.registry;

import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.TopicAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Keeps entries in the compacted topic {@code _schemas}, of one partition.
 *
 * <p>Ids are given by one writer. A second registry on the same cluster would give the same id
 * twice; so each writes in transactions under one transactional id, and the one that started last
 * fences the others (KIP-98).
 */
final class KafkaSchemaLog implements SchemaLog {
  private static final String TOPIC = "_schemas";
  private static final String TRANSACTIONAL_ID = "winnow-embedded-registry";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  // The broker's own default, which is 1 on a laptop.
  private static final short DEFAULT_REPLICATION = -1;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final KafkaProducer<String, String> producer;
  private RuntimeException failure;

  private KafkaSchemaLog(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                TRANSACTIONAL_ID,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new StringSerializer(),
            new StringSerializer());
  }

  /**
   * Opens the log, creating its topic where there is none, and fences any other writer.
   *
   * @param bootstrapServers the cluster's servers, as host:port with commas between
   */
  static KafkaSchemaLog open(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Topic<String, String> topic =
          new Topic<>(TOPIC, Serdes.String(), Serdes.String(), Cleanup.COMPACT);
      new TopicAdmin(admin).create(List.of(topic), 1, DEFAULT_REPLICATION);
    }
    KafkaSchemaLog log = new KafkaSchemaLog(bootstrapServers);
    try {
      // Ends what a writer before left open, so that the topic's end is a settled one.
      log.producer.initTransactions();
      return log;
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  @Override
  public void replay(Consumer<SchemaEntry> reader) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<String, String> entry : consumer.poll(POLL)) {
          // A tombstone is nobody's here: another registry's deletion.
          if (entry.key() != null && entry.value() != null) {
            read(entry, reader);
          }
        }
      }
    }
  }

  private static void read(ConsumerRecord<String, String> entry, Consumer<SchemaEntry> reader) {
    try {
      SchemaEntryJson.read(entry.key(), entry.value()).ifPresent(reader);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "topic %s holds at offset %d what is no schema entry: %s"
              .formatted(TOPIC, entry.offset(), e.getMessage()),
          e);
    }
  }

  @Override
  public synchronized void append(SchemaEntry entry) {
    if (failure != null) {
      // The failed entry may be in the topic or not: reading the topic again is what tells.
      throw new IllegalStateException(
          "schemas can no longer be kept; start again. First failure: " + failure.getMessage(),
          failure);
    }
    try {
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(
              TOPIC,
              PARTITION.partition(),
              SchemaEntryJson.key(entry),
              SchemaEntryJson.value(entry)));
      producer.commitTransaction();
    } catch (KafkaException e) {
      failure =
          isFencing(e) || e.getCause() != null && isFencing(e.getCause())
              ? new IllegalStateException("another registry writes to topic " + TOPIC, e)
              : e;
      throw failure;
    }
  }

  private static boolean isFencing(Throwable problem) {
    // The first from the transaction coordinator, the second from the partition's leader.
    return problem instanceof ProducerFencedException
        || problem instanceof InvalidProducerEpochException;
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
