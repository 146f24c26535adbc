package dev.winnow.worker;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import dev.winnow.worker.order.Grading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all verdicts, from the first, so that the worker knows which tasks are decided. It saves
 * work and nothing depends on it: while it cannot read, orders of decided tasks are run in vain.
 */
final class VerdictFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VerdictFeed.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Topic<String, Verdict> topic;
  private final EndedTasks ended;
  private final Map<String, Object> settings;
  private final CountDownLatch closing = new CountDownLatch(1);
  private KafkaConsumer<String, byte[]> consumer;
  private Thread thread;

  VerdictFeed(WorkerConfig config, Topic<String, Verdict> topic, EndedTasks ended) {
    this.topic = topic;
    this.ended = ended;
    settings = new HashMap<>(config.kafka());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.name() + "-verdicts");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }

  /**
   * Begins to read.
   *
   * @throws KafkaException if the settings are wrong
   */
  void start() {
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    thread = new Thread(() -> run(consumer), "verdicts");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(KafkaConsumer<String, byte[]> reader) {
    try (reader) {
      boolean isAssigned = false;
      while (closing.getCount() > 0) {
        try {
          if (!isAssigned) {
            List<TopicPartition> partitions =
                reader.partitionsFor(topic.name()).stream()
                    .map(each -> new TopicPartition(topic.name(), each.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            isAssigned = true;
          }
          reader.poll(POLL).forEach(this::read);
        } catch (WakeupException e) {
          return;
        } catch (KafkaException e) {
          log.warn("Verdicts cannot be read now: {}", e.getMessage());
          await();
        }
      }
    }
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    while (closing.getCount() > 0) {
      try {
        Verdict verdict = topic.value().deserializer().deserialize(record.topic(), record.value());
        if (verdict != null) {
          ended.end(new Grading(verdict.getTaskId(), verdict.getGrade(), verdict.getDecidedAt()));
        }
        return;
      } catch (RegistryUnavailableException e) {
        log.warn("Verdicts wait for the schema registry: {}", e.getMessage());
        await();
      } catch (SerializationException e) {
        log.warn("The verdict of task {} cannot be read: {}", record.key(), e.getMessage());
        return;
      }
    }
  }

  private void await() {
    try {
      closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    if (thread == null) {
      return;
    }
    consumer.wakeup();
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
