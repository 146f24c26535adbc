package dev.winnow.worker.report;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.DeadLetterLimits;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.worker.order.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes reports that are given up; each has reached the brokers when its method returns. */
final class ReportDeadLetters implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final Topic<String, DeadLetter> topic;
  private final String source;
  private final Clock clock;

  ReportDeadLetters(ReporterConfig config, Topics topics, Clock clock) {
    this(
        new KafkaProducer<>(settings(config), new StringSerializer(), new ByteArraySerializer()),
        topics,
        config.name(),
        clock);
  }

  ReportDeadLetters(Producer<String, byte[]> producer, Topics topics, String source, Clock clock) {
    this.producer = producer;
    this.topic = topics.deadLetters();
    this.source = source;
    this.clock = clock;
  }

  private static Map<String, Object> settings(ReporterConfig config) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_BYTES);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.name());
    return settings;
  }

  void write(ConsumerRecord<String, byte[]> record, String reason) throws InterruptedException {
    DeadLetter letter =
        DeadLetterLimits.fill(DeadLetter.newBuilder(), record.value(), Reason.of(reason))
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setSource(source)
            .setAt(clock.instant())
            .build();
    byte[] bytes = topic.value().serializer().serialize(topic.name(), letter);
    try {
      producer.send(new ProducerRecord<>(topic.name(), record.key(), bytes)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("no record could be written to " + topic.name(), e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
