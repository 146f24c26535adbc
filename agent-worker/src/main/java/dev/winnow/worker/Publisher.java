package dev.winnow.worker;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.DeadLetterLimits;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.queue.Delivery;
import dev.winnow.worker.will.Will;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes results and dead letters; each write has reached the brokers when its method returns. */
final class Publisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Producer<String, byte[]> producer;
  private final Topics topics;
  private final String worker;
  private final Clock clock;
  private volatile OptionalLong triesUntilNanos = OptionalLong.empty();

  Publisher(WorkerConfig config, Topics topics, Clock clock) {
    this(producer(config), topics, config.name(), clock);
  }

  Publisher(Producer<String, byte[]> producer, Topics topics, String worker, Clock clock) {
    this.producer = producer;
    this.topics = topics;
    this.worker = worker;
    this.clock = clock;
  }

  private static Producer<String, byte[]> producer(WorkerConfig config) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_BYTES);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.name());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Writes the result of an order, with the key that its runner gives it. */
  <R> void result(Topic<String, R> topic, String key, R result) {
    write(topic, key, result);
  }

  /**
   * Writes the result of an order that costs money, however long brokers or registry are away: if
   * it were dropped, nobody would know what was paid. Once the worker has ended its grace it is
   * tried no longer than any other.
   */
  <R> void paidResult(Topic<String, R> topic, String key, R result) {
    while (true) {
      try {
        write(topic, key, result);
        return;
      } catch (KafkaException e) {
        // The registry's own, when it is asked for the first schema, has no cause of that kind.
        boolean mayPass =
            e instanceof RetriableException || e.getCause() instanceof RetriableException;
        if (!mayPass || isLeaving()) {
          throw e;
        }
        log.warn("A result of {} is kept until it can be written: {}", key, e.toString());
      }
    }
  }

  /** Waits before the next try, unless there is none any more. */
  private boolean isLeaving() {
    try {
      if (!isTimeUp()) {
        Thread.sleep(RETRY.toMillis());
      }
      return isTimeUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean isTimeUp() {
    OptionalLong end = triesUntilNanos;
    return end.isPresent() && System.nanoTime() - end.getAsLong() >= 0;
  }

  /** The worker ends: what cannot be written within so much time is given up. */
  void leave(Duration grace) {
    triesUntilNanos = OptionalLong.of(System.nanoTime() + grace.toNanos());
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
    will(Will.of(topic, key, value));
  }

  /** Writes what a will asks for. */
  void will(Will will) {
    try {
      producer.send(new ProducerRecord<>(will.topic(), will.key(), will.value())).get();
    } catch (ExecutionException e) {
      throw new KafkaException("no record could be written to " + will.topic(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing to " + will.topic(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
