package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.worker.queue.TestBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A worker on a real broker, with real git and sh. */
class WorkerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static TestBroker broker;
  private static Topics topics;
  private static Repository repository;

  private final List<Worker> workers = new ArrayList<>();
  private KafkaProducer<String, byte[]> producer;
  private String id;

  @BeforeAll
  static void start() throws Exception {
    broker = new TestBroker(folder.resolve("kafka"));
    topics = new Topics(new InMemoryRegistry());
    for (Topic<?, ?> topic : topics.all()) {
      broker.createTopics(1, topic.name());
    }
    TestRepository source = new TestRepository(folder.resolve("source"));
    source.write("A.java", "class A {}\n");
    String base = source.commit("base");
    repository = new Repository(source.url(), base, folder.resolve("results.git").toString());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void open(TestInfo test) {
    id = test.getTestMethod().orElseThrow().getName();
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    workers.forEach(Worker::close);
    producer.close();
  }

  @Test
  void shouldPublishTheResultOfAnAttemptAndOfItsEvaluation() {
    startWorker();
    order("echo 'class A { int a; }' > A.java");

    AttemptResult attempt = (AttemptResult) awaitResults(1).get(0);
    assertThat(attempt.getOutcome()).as(attempt.getReason()).isEqualTo(Outcome.SUCCEEDED);
    produce(
        topics.evaluations(),
        TestOrders.evaluation(
                repository,
                attempt.getCommit().orElseThrow(),
                TestOrders.rung("cat A.java; echo '{\"a\": 1}'", MetricsSource.JSON_LINES, 1))
            .setTaskId(id)
            .setOrderId(id + "/c/0/0")
            .build());

    EvaluationResult evaluation = (EvaluationResult) awaitResults(2).get(1);
    assertThat(evaluation.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(evaluation.getLogTail()).startsWith("class A { int a; }");
    assertThat(evaluation.getSamples().get(0).getMetrics()).containsEntry("a", 1.0);
  }

  @Test
  void shouldPublishOneResultWhenTheRunOutlastsTheLock() {
    startWorker();
    order("sleep 7; echo > B.txt");

    awaitResults(1);
    await().pollDelay(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> true);
    assertThat(results())
        .singleElement()
        .isInstanceOfSatisfying(
            AttemptResult.class, result -> assertThat(result.getDelivery()).isEqualTo(1));
  }

  @Test
  void shouldShowTheRunItsOutputAndItsMetricsByHttp() throws Exception {
    Worker worker = startWorker();
    Path mayEnd = folder.resolve(id);
    order(
        "echo begun >&2; echo '{\"cost\": 0.25}' > \"$WINNOW_REPORT\"; while [ ! -e "
            + mayEnd
            + " ]; do sleep 0.1; done; echo > B.txt");
    String log = "/runs/" + id + "/lru-1/0/log";

    await().atMost(PATIENCE).until(() -> get(worker, log).equals("begun\n"));
    assertThat(get(worker, "/runs")).contains("\"order\":\"" + id + "/lru-1/0\"");
    await().atMost(PATIENCE).until(() -> get(worker, "/runs").contains("\"cost\":0.25"));
    assertThat(get(worker, "/readyz")).isEqualTo("ok\n");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(worker, "/metrics"))
                    .contains("winnow_worker_slots_busy{queue=\"attempts\"} 1.0")
                    .contains("winnow_worker_queue_depth{queue=\"attempts\"} 1.0")
                    .doesNotContain("winnow_worker_lock_renewals_total{queue=\"attempts\"} 0.0"));
    Files.createFile(mayEnd);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(worker, "/metrics"))
                    .contains("settled_total{queue=\"attempts\",settlement=\"accept\"} 1.0")
                    .contains("_count{outcome=\"succeeded\",queue=\"attempts\"} 1")
                    .contains("winnow_worker_queue_depth{queue=\"attempts\"} 0.0"));
    assertThat(get(worker, log)).contains("\"status\":404");
  }

  private static String get(Worker worker, String path) throws Exception {
    URI uri = URI.create(worker.http().orElseThrow() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void shouldGiveTheOrderBackWhenItCloses() {
    Worker first = startWorker();
    Path begun = folder.resolve(id);
    order("if [ -e " + begun + " ]; then echo > B.txt; else touch " + begun + "; sleep 60; fi");
    await().atMost(PATIENCE).until(() -> Files.exists(begun));

    first.close();
    assertThat(folder.resolve("worker-0/sandboxes")).isEmptyDirectory();
    startWorker();

    AttemptResult result = (AttemptResult) awaitResults(1).get(0);
    assertThat(result.getDelivery()).isEqualTo(2);
    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldMakeADeadLetterOfARecordThatCannotBeRead() {
    startWorker();
    producer.send(
        new ProducerRecord<>(
            topics.attempts().name(), id, "poison".getBytes(StandardCharsets.UTF_8)));

    DeadLetter letter = awaitDeadLetter();

    assertThat(letter.getReason()).startsWith("the order cannot be read");
    assertThat(letter.getTopic()).isEqualTo("winnow.attempts");
    assertThat(StandardCharsets.UTF_8.decode(letter.getValue().orElseThrow()).toString())
        .isEqualTo("poison");
    order("echo > B.txt");
    awaitResults(1);
  }

  @Test
  void shouldGiveUpAnOrderThatNoDeliveryBringsToAResult() throws IOException {
    Path count = folder.resolve(id);
    order("echo x >> " + count + "; sleep 60");

    for (int delivery = 1; delivery <= 3; delivery++) {
      int expected = delivery;
      Worker worker = startWorker();
      await().atMost(PATIENCE).until(() -> lines(count) == expected);
      worker.close();
    }
    startWorker();

    AttemptResult result = (AttemptResult) awaitResults(1).get(0);
    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).startsWith("given up after 3 deliveries");
    assertThat(result.getDelivery()).isEqualTo(4);
    assertThat(awaitDeadLetter().getReason()).isEqualTo(result.getReason());
    assertThat(lines(count)).isEqualTo(3);
  }

  private Worker startWorker() {
    WorkerConfig config =
        WorkerConfig.of(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "worker.folder",
                folder.resolve("worker-" + workers.size()).toString(),
                "worker.lock.ms",
                "2000",
                "worker.close.grace.ms",
                "0",
                "worker.http.port",
                "0",
                // Orders here tell the test by files outside of their sandbox that they run.
                "worker.isolation",
                "none"));
    Worker worker = new Worker(config, System.getenv(), topics, Clock.systemUTC());
    workers.add(worker);
    worker.start();
    return worker;
  }

  private void order(String script) {
    AttemptOrder order =
        TestOrders.attempt(repository, script).setTaskId(id).setOrderId(id + "/lru-1/0").build();
    produce(topics.attempts(), order);
  }

  private <T> void produce(Topic<String, T> topic, T value) {
    byte[] bytes = topic.value().serializer().serialize(topic.name(), value);
    producer.send(new ProducerRecord<>(topic.name(), id, bytes));
    producer.flush();
  }

  private List<Object> awaitResults(int count) {
    await().atMost(PATIENCE).until(() -> results().size() >= count);
    return results();
  }

  private List<Object> results() {
    return new ArrayList<>(read(topics.results()));
  }

  private DeadLetter awaitDeadLetter() {
    await().atMost(PATIENCE).until(() -> !read(topics.deadLetters()).isEmpty());
    return read(topics.deadLetters()).get(0);
  }

  /** The records of this test: those that have its name as their key. */
  private <T> List<T> read(Topic<String, T> topic) {
    List<T> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  if (id.equals(record.key())) {
                    found.add(
                        topic.value().deserializer().deserialize(topic.name(), record.value()));
                  }
                });
      }
    }
    return found;
  }

  private static int lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }
}
