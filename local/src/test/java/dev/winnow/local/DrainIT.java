package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.schemas.Agent;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.worker.WorkerMain;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker process gets SIGTERM while it works, and another one comes after it. */
class DrainIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TASK = "drain";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> workers = new ArrayList<>();
  private EmbeddedBroker broker;
  private EmbeddedRegistry registry;
  private Topics topics;
  private Repository repository;
  private KafkaProducer<String, AttemptOrder> producer;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("kafka"));
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    topics =
        new Topics(
            new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, registry.url()))));
    try (Admin admin = Admin.create(kafka())) {
      new TopicAdmin(admin).create(topics.all(), 1, (short) 1);
    }
    Path source = folder.resolve("repository");
    String base = SmallContest.repository(source);
    repository = new Repository(source.toString(), base, folder.resolve("results.git").toString());
    producer =
        new KafkaProducer<>(
            kafka(), topics.attempts().key().serializer(), topics.attempts().value().serializer());
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process worker : workers) {
      worker.destroyForcibly().waitFor();
    }
    producer.close();
    registry.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"share", "consumer"})
  void shouldEndWhatRunsTakeNothingNewAndSayWhatItStoppedWhenItIsTerminated(String backend)
      throws Exception {
    Path mayEnd = folder.resolve("may-end");
    order("ends-1", "echo begun; while [ ! -e " + mayEnd + " ]; do sleep 0.1; done; echo 2 >x");
    order("hangs-1", "echo begun; sleep 600");
    int port = freePort();
    Process first = worker("first", backend, port, 7_000);
    await().atMost(PATIENCE).until(() -> get(port, log("ends-1")).equals("begun\n"));
    await().atMost(PATIENCE).until(() -> get(port, log("hangs-1")).equals("begun\n"));

    first.destroy();
    await().atMost(PATIENCE).until(() -> get(port, "/metrics").contains("draining 1.0"));
    Files.createFile(mayEnd);
    assertThat(get(port, "/readyz")).isEqualTo("not ok\n");
    assertThat(get(port, "/healthz")).isEqualTo("ok\n");
    order("late-1", "echo 3 >x");
    await().atMost(PATIENCE).until(() -> results().size() == 1);
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("first/sandboxes")).isEmptyDirectory();

    // The order may be run once only, so whoever has stopped it says so.
    assertThat(outcomes())
        .isEqualTo(Map.of("ends-1", Outcome.SUCCEEDED, "hangs-1", Outcome.INFRASTRUCTURE_FAILED));
    worker("second", backend, freePort(), 7_000);

    await().atMost(PATIENCE).until(() -> results().size() >= 3);
    assertThat(outcomes())
        .isEqualTo(
            Map.of(
                "ends-1", Outcome.SUCCEEDED,
                "hangs-1", Outcome.INFRASTRUCTURE_FAILED,
                "late-1", Outcome.SUCCEEDED));
    assertThat(results()).hasSize(3);
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private Process worker(String name, String backend, int port, int graceMs) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".txt").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                // An order here waits for a file outside of its sandbox.
                "WINNOW_WORKER_ISOLATION",
                "none",
                "WINNOW_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "WINNOW_SCHEMA_REGISTRY_URL",
                registry.url(),
                "WINNOW_WORKER_NAME",
                name,
                "WINNOW_WORKER_FOLDER",
                folder.resolve(name).toString(),
                "WINNOW_WORKER_QUEUE",
                backend,
                "WINNOW_WORKER_EVALUATION_SLOTS",
                "0",
                "WINNOW_WORKER_CHECK_SLOTS",
                "0",
                "WINNOW_WORKER_CLOSE_GRACE_MS",
                Integer.toString(graceMs),
                "WINNOW_WORKER_HTTP_PORT",
                Integer.toString(port)));
    Process worker = builder.start();
    workers.add(worker);
    return worker;
  }

  private void order(String attempt, String script) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    AttemptOrder order =
        AttemptOrder.newBuilder()
            .setOrderId(TASK + "/" + attempt + "/0")
            .setTaskId(TASK)
            .setAttemptId(attempt)
            .setVariant(attempt.substring(0, attempt.indexOf('-')))
            .setNumber(1)
            .setRepository(repository)
            .setPrompt("")
            .setParameters(Map.of())
            .setAgent(
                Agent.newBuilder()
                    .setCommand(List.of("sh", "-c", script))
                    .setTimeoutMs(600_000)
                    .setMaxCost(new BigDecimal("1.000000"))
                    .build())
            .setProtectedPaths(List.of())
            .setProtectedChange(ProtectedChange.REJECT)
            .setIssuedAt(now)
            .setExpiresAt(now.plusSeconds(900))
            .setOnce(attempt.equals("hangs-1"))
            .build();
    producer.send(new ProducerRecord<>(topics.attempts().name(), attempt, order));
    producer.flush();
  }

  private Map<String, Outcome> outcomes() {
    Map<String, Outcome> outcomes = new HashMap<>();
    results().forEach(result -> outcomes.put(result.getAttemptId(), result.getOutcome()));
    return outcomes;
  }

  private List<AttemptResult> results() {
    List<AttemptResult> found = new ArrayList<>();
    try (KafkaConsumer<String, SpecificRecord> consumer =
        new KafkaConsumer<>(
            kafka(),
            topics.results().key().deserializer(),
            topics.results().value().deserializer())) {
      TopicPartition partition = new TopicPartition(topics.results().name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> found.add((AttemptResult) record.value()));
      }
    }
    return found;
  }

  private static String log(String attempt) {
    return "/runs/" + TASK + "/" + attempt + "/0/log";
  }

  /** What the worker answers; empty while it does not. */
  private String get(int port, String path) throws InterruptedException {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
