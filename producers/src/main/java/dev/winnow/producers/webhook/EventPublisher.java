package dev.winnow.producers.webhook;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes what deliveries tell, and returns when all in-sync replicas have it or within {@link
 * #PATIENCE}: GitHub waits ten seconds for an answer and counts a later one as none.
 *
 * <p>Many threads can use one publisher.
 */
final class EventPublisher implements AutoCloseable {
  /** How long a publication may take in all. */
  static final Duration PATIENCE = Duration.ofSeconds(7);

  // Parts of the patience: the registry when it is asked at all, the brokers' addresses, the write.
  private static final Duration REGISTRY = Duration.ofSeconds(3);
  private static final int BLOCK_MS = 2_000;
  private static final int REQUEST_MS = 2_500;
  private static final int DELIVERY_MS = 5_000;

  private static final int MOST_WAITING = 64;
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final String CLIENT = "winnow-webhook";

  private final Producer<String, byte[]> producer;
  private final Topics topics;
  private final Duration patience;

  /**
   * Serializes, one after the other. The serializer asks the registry when it meets its first
   * record, for as long as that takes; here the wait for it can be bounded, and a registry that
   * hangs holds one thread. Once the schemas are known it is a matter of microseconds.
   */
  private final ExecutorService serializing =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          DaemonThreads.named(CLIENT + "-serializer"));

  /**
   * A publisher of its own Kafka client.
   *
   * @throws KafkaException if the client's settings are wrong
   */
  EventPublisher(WebhookConfig config) {
    this(
        new KafkaProducer<>(settings(config), new StringSerializer(), new ByteArraySerializer()),
        new Topics(new RegistryClient(config.registry())),
        PATIENCE);
  }

  EventPublisher(Producer<String, byte[]> producer, Topics topics, Duration patience) {
    this.producer = producer;
    this.topics = topics;
    this.patience = patience;
  }

  /**
   * Writes all that a delivery tells.
   *
   * @throws NotPublishedException if a part of it was not acknowledged in time
   */
  void publish(Told told) throws NotPublishedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      List<Future<RecordMetadata>> writes = new ArrayList<>();
      for (ProducerRecord<String, byte[]> record : serialize(told)) {
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException("no time was left to write");
        }
        writes.add(producer.send(record));
      }
      for (Future<RecordMetadata> write : writes) {
        write.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotPublishedException("interrupted", e);
    } catch (ExecutionException e) {
      throw new NotPublishedException(message(e.getCause()), e.getCause());
    } catch (TimeoutException | RejectedExecutionException | KafkaException e) {
      throw new NotPublishedException(message(e), e);
    }
  }

  private List<ProducerRecord<String, byte[]>> serialize(Told told)
      throws InterruptedException, ExecutionException, TimeoutException {
    Callable<List<ProducerRecord<String, byte[]>>> task =
        () -> {
          List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
          told.pullRequest()
              .ifPresent(event -> records.add(record(topics.pullRequests(), key(event), event)));
          told.push().ifPresent(event -> records.add(record(topics.pushes(), key(event), event)));
          told.gone()
              .ifPresent(
                  name -> records.add(new ProducerRecord<>(topics.pushes().name(), name, null)));
          return records;
        };
    Future<List<ProducerRecord<String, byte[]>>> records = serializing.submit(task);
    try {
      return records.get(Math.min(REGISTRY.toNanos(), patience.toNanos()), TimeUnit.NANOSECONDS);
    } finally {
      // Gives up a request that the registry leaves open; a task that is done does not mind.
      records.cancel(true);
    }
  }

  private static String key(PullRequestEvent event) {
    return event.getRepository().getName() + "#" + event.getNumber();
  }

  private static String key(PushEvent event) {
    return event.getRepository().getName();
  }

  private static <T> ProducerRecord<String, byte[]> record(
      Topic<String, T> topic, String key, T event) {
    byte[] bytes = topic.value().serializer().serialize(topic.name(), event);
    return new ProducerRecord<>(topic.name(), key, bytes);
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  static Map<String, Object> settings(WebhookConfig config) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, CLIENT);
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    return settings;
  }

  @Override
  public void close() {
    serializing.shutdownNow();
    producer.close(CLOSE);
  }
}
