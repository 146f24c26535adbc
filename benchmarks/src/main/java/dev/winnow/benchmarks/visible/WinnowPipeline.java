package dev.winnow.benchmarks.visible;

import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.contests.Answers;
import dev.winnow.benchmarks.contests.BenchTasks;
import dev.winnow.benchmarks.queues.BrokerProcess;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.worker.sandbox.Folders;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Winnow's contests: all attempts have ended, all evaluations are out, and each result that comes
 * in has a better value than all before it, so the board has another leader. None ends: what a
 * verdict takes is another question.
 */
final class WinnowPipeline implements Pipeline {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double WORST = 1e9;

  /** One of each contest never comes, so that none ends while others are measured. */
  private static final int UNMEASURED = 1;

  /** Far enough apart that no rounding makes two of them equal. */
  private static final double STEP = 0.95;

  private final EmbeddedRegistry registry;
  private final Application application;
  private final Path folder;
  private final Topics topics;
  private final int tasks;

  /** What is sent, by task and number. */
  private final List<List<ProducerRecord<byte[], byte[]>>> inputs = new ArrayList<>();

  /** The number of the result that measured a cluster. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private WinnowPipeline(
      EmbeddedRegistry registry, Application application, Path folder, Topics topics, int tasks) {
    this.registry = registry;
    this.application = application;
    this.folder = folder;
    this.topics = topics;
    this.tasks = tasks;
  }

  static WinnowPipeline open(BrokerProcess broker, Options options) throws Exception {
    EmbeddedRegistry registry = EmbeddedRegistry.start(broker.servers(), 0);
    Map<String, String> client = Map.of(RegistryConfig.URL, registry.url());
    Topics topics = new Topics(new RegistryClient(RegistryConfig.of(client)));
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.servers()))) {
      new TopicAdmin(admin).create(topics.all(), options.number("partitions"), (short) 1);
    }
    Path folder = Files.createTempDirectory("winnow-bench-streams");
    Application application =
        Application.start(options.text("pipeline"), broker.servers(), registry.url(), folder);
    WinnowPipeline pipeline =
        new WinnowPipeline(registry, application, folder, topics, options.number("tasks"));
    pipeline.prepare(broker.servers(), options.number("results") + UNMEASURED);
    return pipeline;
  }

  /** Plays the contests up to where only results of evaluations are missing. */
  private void prepare(String servers, int results) throws Exception {
    int all = tasks * results;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int task = 0; task < tasks; task++) {
        producer.send(record(topics.tasks(), id(task), task(id(task), results)));
      }
      for (AttemptOrder order : read(servers, topics.attempts(), all)) {
        producer.send(
            record(
                topics.results(),
                order.getTaskId(),
                Answers.patch(order, order.getAttemptId(), BigDecimal.ZERO).build()));
      }
      for (int task = 0; task < tasks; task++) {
        inputs.add(new ArrayList<>());
      }
      for (EvaluationOrder order : read(servers, topics.evaluations(), all)) {
        List<ProducerRecord<byte[], byte[]>> ofTask = inputs.get(number(order.getTaskId()));
        Sample sample =
            new Sample(Map.of(BenchTasks.METRIC, WORST * Math.pow(STEP, ofTask.size())), 20L);
        numbers.put(order.getTaskId() + '/' + order.getClusterId(), ofTask.size());
        ofTask.add(
            record(
                topics.results(),
                order.getTaskId(),
                Answers.passed(order, List.of(sample)).build()));
      }
    }
  }

  private static Task task(String id, int results) {
    Task.Builder task =
        BenchTasks.task(
            id,
            results,
            results,
            List.of(BenchTasks.measuring("measure", 1)),
            Decision.newBuilder().setEta(1).setConfirmSamples(0).setMaxSamples(1).build());
    task.setSubmittedAt(Instant.now());
    task.setObjectives(
        List.of(Objective.newBuilder(task.getObjectives().get(0)).setExact(true).build()));
    return task.build();
  }

  private static <T> List<T> read(String servers, Topic<String, T> topic, int count) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    try (KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer())) {
      consumer.seekToBeginning(Clients.assignAll(consumer, topic.name()));
      List<T> values = new ArrayList<>();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (values.size() < count) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              values.size() + " of " + count + " orders are in " + topic.name());
        }
      }
      return values;
    }
  }

  private static <T> ProducerRecord<byte[], byte[]> record(
      Topic<String, T> topic, String key, T value) {
    return new ProducerRecord<>(
        topic.name(),
        topic.key().serializer().serialize(topic.name(), key),
        topic.value().serializer().serialize(topic.name(), value));
  }

  private static String id(int task) {
    return "task" + task;
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring("task".length()));
  }

  @Override
  public String output() {
    return topics.leaderboards().name();
  }

  @Override
  public ProducerRecord<byte[], byte[]> input(int key, int number) {
    return inputs.get(key).get(number);
  }

  @Override
  public int key(ConsumerRecord<byte[], byte[]> output) {
    return number(board(output).getTaskId());
  }

  @Override
  public int shown(ConsumerRecord<byte[], byte[]> output) {
    Leaderboard board = board(output);
    return board.getEntries().isEmpty()
        ? -1
        : numbers.get(board.getTaskId() + '/' + board.getEntries().get(0).getClusterId());
  }

  private Leaderboard board(ConsumerRecord<byte[], byte[]> output) {
    return topics.leaderboards().value().deserializer().deserialize(output.topic(), output.value());
  }

  @Override
  public void close() throws Exception {
    application.close();
    registry.close();
    Folders.remove(folder);
  }
}
