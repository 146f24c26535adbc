package dev.winnow.streams.query;

import dev.winnow.schemas.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Puts tasks that come by HTTP into the topic of tasks. */
public final class TaskPublisher implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private static final long TIMEOUT_SECONDS = 9;

  private final Supplier<Producer<String, Task>> connect;
  private final String topic;
  private final Clock clock;
  private Producer<String, Task> producer;

  /**
   * @param connect makes the producer when the first task comes in
   * @param topic the topic of tasks
   * @param clock stamps a task's submission
   */
  public TaskPublisher(Supplier<Producer<String, Task>> connect, String topic, Clock clock) {
    this.connect = connect;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * Publishes a task and returns when Kafka has it.
   *
   * @throws NotPublishedException if it is too large for Kafka, or Kafka does not take it in time;
   *     then it may still come through
   */
  void publish(Task task) throws NotPublishedException, InterruptedException {
    Task stamped = Task.newBuilder(task).setSubmittedAt(clock.instant()).build();
    try {
      producer()
          .send(new ProducerRecord<>(topic, stamped.getTaskId(), stamped))
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new NotPublishedException(e);
    }
  }

  private synchronized Producer<String, Task> producer() {
    if (producer == null) {
      producer = connect.get();
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE);
    }
  }

  /** Kafka did not take a task in time. */
  static final class NotPublishedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotPublishedException(Exception cause) {
      super(cause);
    }

    /** Whether the task is larger than its topic takes, so that no other try would help. */
    boolean isTooLarge() {
      Throwable told =
          getCause() instanceof ExecutionException ? getCause().getCause() : getCause();
      return told instanceof RecordTooLargeException;
    }
  }
}
