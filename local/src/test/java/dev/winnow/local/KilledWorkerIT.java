package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.producers.client.Server;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import dev.winnow.worker.WorkerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker process is killed while it runs an attempt; another one takes over. */
class KilledWorkerIT {
  @TempDir private Path folder;

  @Test
  void shouldRedeliverAndCountOneResultWhenAWorkerIsKilledMidRun() throws Exception {
    Path repository = folder.resolve("repository");
    String base = SmallContest.repository(repository);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
        StreamsApp app = app(broker, registry)) {
      app.start();
      assertThat(app.awaitRunning(Duration.ofMinutes(1))).isTrue();
      Server server = new Server(app.uri());
      publish(broker, registry, SmallContest.spec("killed", repository, base, "4"));

      Process first = worker("first", broker, registry);
      await().atMost(Duration.ofMinutes(1)).until(() -> hasSandbox("first"));
      first.destroyForcibly().waitFor();
      Process second = worker("second", broker, registry);
      try {
        JsonNode verdict =
            await()
                .atMost(Duration.ofMinutes(4))
                .until(() -> server.verdict("killed"), Optional::isPresent)
                .orElseThrow();

        assertThat(verdict.at("/kept/0/variant").asText()).isEqualTo("two");
        assertThat(verdict.at("/attemptsByOutcome/SUCCEEDED").asInt()).isEqualTo(5);
        assertThat(verdict.at("/attemptsByOutcome/REJECTED_BY_GATE").asInt()).isEqualTo(1);
        assertThat(verdict.at("/spend/money").decimalValue()).isEqualByComparingTo("0.12");
      } finally {
        second.destroy();
        second.waitFor();
      }
      assertThat(hasSandbox("second")).isFalse();
    }
  }

  private StreamsApp app(EmbeddedBroker broker, EmbeddedRegistry registry) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin).create(topics(registry).all(), 2, (short) 1);
    }
    return new StreamsApp(
        StreamsAppConfig.of(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "state.folder", folder.resolve("streams").toString(),
                "http.port", "0",
                "kafka.replication.factor", "1")));
  }

  private void publish(EmbeddedBroker broker, EmbeddedRegistry registry, String spec)
      throws Exception {
    Task task = ((Parsed.Valid) TaskSpec.parse(spec)).task();
    Topics topics = topics(registry);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            topics.tasks().key().serializer(),
            topics.tasks().value().serializer())) {
      producer.send(new ProducerRecord<>(topics.tasks().name(), task.getTaskId(), task)).get();
    }
  }

  private static Topics topics(EmbeddedRegistry registry) {
    return new Topics(
        new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, registry.url()))));
  }

  private Process worker(String name, EmbeddedBroker broker, EmbeddedRegistry registry)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    WorkerMain.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".txt").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "WINNOW_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "WINNOW_SCHEMA_REGISTRY_URL", registry.url(),
                "WINNOW_WORKER_NAME", name,
                "WINNOW_WORKER_FOLDER", folder.resolve(name).toString(),
                // Short, so that the killed worker's orders are delivered again soon.
                "WINNOW_WORKER_LOCK_MS", "15000"));
    return builder.start();
  }

  private boolean hasSandbox(String worker) throws IOException {
    Path sandboxes = folder.resolve(worker).resolve("sandboxes");
    if (!Files.isDirectory(sandboxes)) {
      return false;
    }
    try (Stream<Path> found = Files.list(sandboxes)) {
      return found.findAny().isPresent();
    }
  }
}
