package dev.winnow.producers.submit;

import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.ClientSettings;
import dev.winnow.producers.client.Connection;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.schemas.registry.RegistryException;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** Writes a task, or what a task is told, or says within a bounded time why it cannot. */
public final class TaskPublisher {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int REGISTRY_MS = 5_000;
  private static final int REGISTRY_RETRIES = 2;

  private final Connection connection;
  private final int patienceMs;

  /**
   * A publisher.
   *
   * @param connection where the brokers and the registry are
   */
  public TaskPublisher(Connection connection) {
    this(connection, PATIENCE);
  }

  /** As the public one; patience bounds each of finding the brokers and writing. */
  TaskPublisher(Connection connection, Duration patience) {
    this.connection = connection;
    patienceMs = Math.toIntExact(patience.toMillis());
  }

  /**
   * Writes a task and waits until all in-sync replicas have it.
   *
   * @param task a task that keeps all rules
   * @throws ClientException if it could not be written, within about half a minute
   */
  public void publish(Task task) {
    publish(Topics::tasks, task.getTaskId(), task);
  }

  /**
   * Writes what a task is told and waits until all in-sync replicas have it.
   *
   * @throws ClientException if it could not be written, within about half a minute
   */
  public void publish(TaskCommand command) {
    publish(Topics::taskCommands, command.getTaskId(), command);
  }

  private <V> void publish(Function<Topics, Topic<String, V>> choice, String taskId, V value) {
    try {
      Topic<String, V> topic = choice.apply(new Topics(new RegistryClient(registry())));
      var serializer = topic.value().serializer();
      try (var producer =
          new Closing<>(new KafkaProducer<>(producer(), topic.key().serializer(), serializer))) {
        producer
            .kafka
            .send(new ProducerRecord<>(topic.name(), taskId, value))
            .get(3L * patienceMs, TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException failed) {
      throw failure(failed.getCause() == null ? failed : failed.getCause());
    } catch (java.util.concurrent.TimeoutException | KafkaException | IllegalArgumentException e) {
      throw failure(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ClientException(
          "interrupted", "see with `winnow tasks` whether it is there", false);
    }
  }

  private RegistryConfig registry() {
    // Shorter than a service would wait: a person is at the other end.
    return ClientSettings.registry(connection, REGISTRY_MS, REGISTRY_RETRIES);
  }

  private Map<String, Object> producer() {
    Map<String, Object> config = ClientSettings.kafka(connection);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "winnow-submit");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_BYTES);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Topic.LARGEST_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMs);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * patienceMs);
    return config;
  }

  private ClientException failure(Throwable cause) {
    ClientException failure;
    if (cause instanceof RegistryUnavailableException) {
      failure =
          new ClientException(
              "no answer from the schema registry at " + connection.registry(),
              "start one with `winnow local`, or say where it is with --registry",
              true);
    } else if (cause instanceof RegistryException) {
      failure =
          new ClientException(
              "the schema registry refused the task's schema: " + cause.getMessage(),
              "use the version of Winnow that the cluster runs",
              false);
    } else if (cause instanceof RecordTooLargeException) {
      failure =
          new ClientException(
              "the task is larger than the topic takes",
              "take variants away, shorten prompts, or raise max.message.bytes of winnow.tasks",
              false);
    } else if (cause instanceof TimeoutException
        || cause instanceof java.util.concurrent.TimeoutException) {
      failure =
          new ClientException(
              "Kafka at %s took no task within %d s: %s"
                  .formatted(connection.bootstrapServers(), patienceMs / 1_000, firstLine(cause)),
              "start a cluster with `winnow local`, or say where it is with --bootstrap-servers",
              true);
    } else if (cause instanceof ConfigException || rootIsConfig(cause)) {
      failure =
          new ClientException(
              "the connection's settings are wrong: " + firstLine(root(cause)),
              "give brokers as host:port, separated by commas, with --bootstrap-servers",
              false);
    } else {
      failure =
          new ClientException(
              "the task could not be written: " + firstLine(cause),
              "check the connection's settings and your rights on winnow.tasks",
              false);
    }
    failure.initCause(cause);
    return failure;
  }

  private static boolean rootIsConfig(Throwable cause) {
    return root(cause) instanceof ConfigException;
  }

  private static Throwable root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  /** A producer whose close is bounded too. */
  private record Closing<V>(KafkaProducer<String, V> kafka) implements AutoCloseable {
    @Override
    public void close() {
      kafka.close(CLOSE);
    }
  }
}
