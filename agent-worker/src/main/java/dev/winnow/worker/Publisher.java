package dev.winnow.worker;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.DeadLetterLimits;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.queue.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes results and dead letters; each write has reached the brokers when its method returns. */
final class Publisher implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final Topics topics;
  private final String worker;
  private final Clock clock;

  Publisher(WorkerConfig config, Topics topics, Clock clock) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_BYTES);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.name());
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.worker = config.name();
    this.clock = clock;
  }

  /** Writes the result of an order, with the key that its runner gives it. */
  <R> void result(Topic<String, R> topic, String key, R result) {
    write(topic, key, result);
  }

  /** Writes that a record is given up, with the record. */
  void deadLetter(Delivery delivery, String reason) {
    DeadLetter letter =
        DeadLetterLimits.fill(DeadLetter.newBuilder(), delivery.value(), Reason.of(reason))
            .setTopic(delivery.topic())
            .setPartition(delivery.partition())
            .setOffset(delivery.offset())
            .setSource(worker)
            .setAt(clock.instant())
            .build();
    write(topics.deadLetters(), delivery.key(), letter);
  }

  private <T> void write(Topic<String, T> topic, String key, T value) {
    byte[] bytes = topic.value().serializer().serialize(topic.name(), value);
    try {
      producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("no record could be written to " + topic.name(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing to " + topic.name(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
