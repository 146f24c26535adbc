package dev.winnow.benchmarks.boards;

import dev.winnow.benchmarks.contests.Answers;
import dev.winnow.benchmarks.contests.BenchTasks;
import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The streams application on a broker of its own, and a contest that made the board: each member's
 * attempt and evaluation went through it, answered by a worker that runs nothing.
 */
final class BoardStack implements AutoCloseable {
  static final String TASK = "board";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long READY_MILLIS = 120_000;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Topics topics;
  private final String bootstrap;
  private final StreamsApp app;

  private BoardStack() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("winnow-boards");
    started.push(() -> Folders.remove(folder));
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
    started.push(broker);
    bootstrap = broker.bootstrapServers();
    EmbeddedRegistry registry = EmbeddedRegistry.start(bootstrap, 0);
    started.push(registry);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      new TopicAdmin(admin).create(new Topics(new InMemoryRegistry()).all(), 1, (short) 1);
    }
    Map<String, String> registryConfig = Map.of("schema.registry.url", registry.url());
    topics = new Topics(new RegistryClient(RegistryConfig.of(registryConfig)));
    app =
        new StreamsApp(
            StreamsAppConfig.of(
                Map.of(
                    "bootstrap.servers",
                    bootstrap,
                    "schema.registry.url",
                    registry.url(),
                    "state.folder",
                    folder.resolve("streams").toString(),
                    "http.port",
                    "0",
                    "http.rate.per.second",
                    "0",
                    "kafka.replication.factor",
                    "1")));
    started.push(app);
    app.start();
    if (!app.awaitRunning(Duration.ofMillis(READY_MILLIS))) {
      throw new IllegalStateException("the streams application is not ready");
    }
  }

  /** Starts one, and returns when the board is whole. */
  static BoardStack of(int members, int limit) throws IOException, InterruptedException {
    BoardStack stack = new BoardStack();
    stack.play(members);
    stack.await(Members.best(members, limit), limit);
    return stack;
  }

  StreamsApp app() {
    return app;
  }

  private void play(int members) {
    try (KafkaProducer<String, Task> tasks =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap),
                topics.tasks().key().serializer(),
                topics.tasks().value().serializer());
        KafkaProducer<String, SpecificRecord> results =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"),
                topics.results().key().serializer(),
                topics.results().value().serializer());
        KafkaConsumer<byte[], byte[]> orders =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition(topics.attempts().name(), 0),
              new TopicPartition(topics.evaluations().name(), 0));
      orders.assign(partitions);
      orders.seekToBeginning(partitions);
      tasks.send(new ProducerRecord<>(topics.tasks().name(), TASK, task(members)));
      int measured = 0;
      while (measured < members) {
        for (ConsumerRecord<byte[], byte[]> record : orders.poll(POLL)) {
          SpecificRecord answer = answer(record);
          results.send(new ProducerRecord<>(topics.results().name(), TASK, answer));
          measured += record.topic().equals(topics.evaluations().name()) ? 1 : 0;
        }
      }
    }
  }

  private SpecificRecord answer(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.attempts().name())) {
      AttemptOrder order =
          topics.attempts().value().deserializer().deserialize(record.topic(), record.value());
      int member = BenchTasks.number(order.getVariant());
      return Answers.patch(order, Members.change(member), BigDecimal.ZERO.setScale(6)).build();
    }
    EvaluationOrder order =
        topics.evaluations().value().deserializer().deserialize(record.topic(), record.value());
    double score = Members.score(BenchTasks.number(order.getVariant()));
    return Answers.passed(order, List.of(new Sample(Map.of(BenchTasks.METRIC, score), 20L)))
        .build();
  }

  private static Task task(int members) {
    Task.Builder task =
        BenchTasks.task(
            TASK,
            members,
            members,
            List.of(BenchTasks.measuring("measure", 1)),
            Decision.newBuilder().setEta(1).setConfirmSamples(0).build());
    task.setEvaluator(Evaluator.newBuilder(task.getEvaluator()).setControl(false).build());
    return task.setObjectives(
            List.of(
                Objective.newBuilder()
                    .setMetric(BenchTasks.METRIC)
                    .setDirection(Direction.MAXIMIZE)
                    .setExact(true)
                    .build()))
        .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setSimilarity(0)
        .build();
  }

  private void await(List<String> best, int limit) throws InterruptedException {
    long end = System.currentTimeMillis() + READY_MILLIS;
    while (!ids(limit).equals(best)) {
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException("the board has " + ids(limit) + ", and not " + best);
      }
      Thread.sleep(50);
    }
  }

  private List<String> ids(int limit) {
    return app.views().leaderboard(TASK).stream()
        .flatMap(board -> board.getEntries().stream())
        .limit(limit)
        .map(LeaderboardEntry::getClusterId)
        .toList();
  }

  @Override
  public void close() throws Exception {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }
}
