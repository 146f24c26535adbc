package dev.winnow.local.routing;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for workers: each attempt is a patch of its own, each evaluation takes no time. */
final class ContestPlayer implements AutoCloseable {
  private static final String SPEC =
      """
      apiVersion: winnow.dev/v1
      kind: Task
      id: %s
      repository: {url: https://example.org/r.git, base: %s}
      prompt: make it fast
      variants: [{name: one}, {name: two}]
      agent: {command: [agent], timeout: 1m, maxCost: 0.1}
      evaluator:
        rungs: [{name: bench, command: [bench], timeout: 1m, metrics: {from: stdout}}]
      objectives: [{metric: speed, goal: maximize, exact: true}]
      budget: {attempts: 2}
      """;

  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> orders;

  ContestPlayer(String bootstrapServers, Topics topics) {
    this.topics = topics;
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "group.id",
            "player-" + UUID.randomUUID(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    orders = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    orders.subscribe(List.of(topics.attempts().name(), topics.evaluations().name()));
  }

  /** The task of an id. */
  static Task task(String id) {
    return ((Parsed.Valid) TaskSpec.parse(SPEC.formatted(id, "b".repeat(40)))).task();
  }

  /** Submits tasks, past HTTP. */
  void submit(List<String> ids) {
    ids.forEach(id -> send(topics.tasks(), id, task(id)));
    producer.flush();
  }

  /** Answers what has been ordered. */
  void play() {
    for (ConsumerRecord<byte[], byte[]> order : orders.poll(Duration.ofMillis(200))) {
      if (order.topic().equals(topics.attempts().name())) {
        AttemptOrder attempt = read(topics.attempts(), order);
        send(topics.results(), attempt.getTaskId(), patch(attempt));
      } else {
        EvaluationOrder evaluation = read(topics.evaluations(), order);
        send(topics.results(), evaluation.getTaskId(), measured(evaluation));
      }
    }
    producer.flush();
  }

  private static AttemptResult patch(AttemptOrder order) {
    return AttemptResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setAttemptId(order.getAttemptId())
        .setVariant(order.getVariant())
        .setDelivery(1)
        .setWorker("player")
        .setOutcome(Outcome.SUCCEEDED)
        .setCommit("c".repeat(40))
        .setDiffHash(Sha256.hex(order.getAttemptId()))
        .setDiff(new DiffStatistics(1, 10, 2))
        .setCost(new BigDecimal("0.01"))
        .setStartedAt(Instant.EPOCH)
        .setAgentMs(1_000)
        .build();
  }

  private static EvaluationResult measured(EvaluationOrder order) {
    double speed = Integer.parseInt(order.getClusterId().substring(0, 4).replaceAll("\\D", "1"));
    return EvaluationResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setClusterId(order.getClusterId())
        .setRungIndex(order.getRungIndex())
        .setDelivery(1)
        .setWorker("player")
        .setOutcome(Outcome.SUCCEEDED)
        .setSamples(
            Stream.generate(() -> new Sample(Map.of("speed", speed), 5L))
                .limit(order.getRung().getSamples())
                .toList())
        .setStartedAt(Instant.EPOCH)
        .setEvaluationMs(100)
        .build();
  }

  private static <T> T read(Topic<String, T> topic, ConsumerRecord<byte[], byte[]> order) {
    return topic.value().deserializer().deserialize(topic.name(), order.value());
  }

  private <T extends SpecificRecord> void send(
      Topic<String, ? super T> topic, String key, T value) {
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
