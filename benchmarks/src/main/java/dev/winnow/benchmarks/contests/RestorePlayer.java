package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for workers of a running application: submits tasks, and answers what is ordered. */
final class RestorePlayer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final ReplayTask KIND = ReplayTask.GATED;

  private final Topics topics;
  private final ReplayWorker worker;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> orders;
  private int submitted;
  private int decided;
  private int results;

  RestorePlayer(String bootstrapServers, Topics topics, long seed) {
    this.topics = topics;
    this.worker = new ReplayWorker(seed);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    orders =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "player",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    orders.subscribe(
        List.of(topics.attempts().name(), topics.evaluations().name(), topics.verdicts().name()));
  }

  /** The task that is there when anything is. */
  static String firstTask() {
    return "restored-0";
  }

  /**
   * Plays task after task, some side by side, until so many results have come in and all tasks are
   * decided.
   *
   * @return how many results there were
   * @throws IllegalStateException if nothing is ordered for two minutes
   */
  int play(int atLeast, int sideBySide) {
    long heard = System.nanoTime();
    while (results < atLeast || decided < submitted) {
      while (results < atLeast && submitted - decided < sideBySide) {
        Task task = KIND.task("restored-" + submitted);
        task.setSubmittedAt(Instant.now());
        send(topics.tasks(), task.getTaskId(), task);
        submitted++;
      }
      for (ConsumerRecord<byte[], byte[]> record : orders.poll(POLL)) {
        heard = System.nanoTime();
        read(record);
      }
      producer.flush();
      if (System.nanoTime() - heard > SILENCE.toNanos()) {
        throw new IllegalStateException("nothing is ordered; results: " + results);
      }
    }
    return results;
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.verdicts().name())) {
      decided++;
    } else if (record.topic().equals(topics.attempts().name())) {
      AttemptOrder order = value(topics.attempts(), record);
      answer(order.getTaskId(), order);
    } else {
      EvaluationOrder order = value(topics.evaluations(), record);
      answer(order.getTaskId(), order);
    }
  }

  private void answer(String taskId, SpecificRecord order) {
    send(topics.results(), taskId, worker.answer(KIND, order));
    results++;
  }

  private static <T> T value(Topic<String, T> topic, ConsumerRecord<byte[], byte[]> record) {
    return topic.value().deserializer().deserialize(topic.name(), record.value());
  }

  private <T> void send(Topic<String, T> topic, String key, T value) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            topic.key().serializer().serialize(topic.name(), key),
            topic.value().serializer().serialize(topic.name(), value)));
  }

  @Override
  public void close() {
    orders.close();
    producer.close();
  }
}
