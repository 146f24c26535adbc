package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import dev.winnow.worker.Worker;
import dev.winnow.worker.WorkerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** A contest over Kafka as Apache ships it in an image; needs a Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerKafkaIT {
  @Container
  private static final KafkaContainer KAFKA =
      new KafkaContainer("apache/kafka:4.3.1")
          .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
          .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");

  @TempDir private Path folder;

  @Test
  void shouldReachAVerdictWhenTheBrokerIsAContainer() throws Exception {
    Path repository = folder.resolve("repository");
    String base = SmallContest.repository(repository);
    String bootstrap = KAFKA.getBootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      new TopicAdmin(admin).create(new Topics(new InMemoryRegistry()).all(), 2, (short) 1);
    }
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(bootstrap, 0);
        StreamsApp app =
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
                        "kafka.replication.factor",
                        "1")));
        Worker worker =
            new Worker(
                WorkerConfig.of(
                    Map.of(
                        "bootstrap.servers", bootstrap,
                        "schema.registry.url", registry.url(),
                        "worker.folder", folder.resolve("worker").toString())))) {
      app.start();
      worker.start();
      Task task =
          ((Parsed.Valid) TaskSpec.parse(SmallContest.spec("container", repository, base, "0")))
              .task();
      new TaskPublisher(new Connection(bootstrap, registry.url(), app.uri(), Map.of()))
          .publish(task);

      Server server = new Server(app.uri());
      JsonNode verdict =
          await()
              .atMost(Duration.ofMinutes(2))
              .ignoreExceptions()
              .until(() -> server.verdict("container"), Optional::isPresent)
              .orElseThrow();
      assertThat(verdict.at("/kept/0/variant").asText()).isEqualTo("two");
      assertThat(verdict.at("/attemptsByOutcome/SUCCEEDED").asInt()).isEqualTo(5);
    }
  }
}
