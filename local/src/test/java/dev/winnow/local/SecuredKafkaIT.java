package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.broker.SecuredBroker;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A contest where nobody is trusted: TLS, SASL and the ACLs of docs/security.md between processes
 * and brokers, a token between people and HTTP.
 */
class SecuredKafkaIT {
  private static final String TOKEN = "a-long-random-token";
  private static final String TOPICS = "winnow-topics";
  private static final String STREAMS = "winnow-streams";
  private static final String WORKER = "winnow-worker";
  private static final String SUBMIT = "winnow-submit";

  @TempDir private Path folder;

  @Test
  void shouldReachAVerdictWhenEachMayDoWhatIsDocumentedAndNoMore() throws Exception {
    Path repository = folder.resolve("repository");
    String base = SmallContest.repository(repository);
    try (SecuredBroker broker =
            SecuredBroker.start(folder.resolve("kafka"), List.of(TOPICS, STREAMS, WORKER, SUBMIT));
        EmbeddedRegistry registry = EmbeddedRegistry.start(broker.plain(), 0)) {
      allow(broker);
      createTopics(broker);
      Map<String, String> streams = settings(broker, registry, STREAMS);
      streams.put("state.folder", folder.resolve("streams").toString());
      streams.put("http.port", "0");
      streams.put("http.tokens.file", tokens().toString());
      streams.put("kafka.replication.factor", "1");
      Map<String, String> worker = settings(broker, registry, WORKER);
      worker.put("worker.folder", folder.resolve("worker").toString());
      try (StreamsApp app = new StreamsApp(StreamsAppConfig.of(streams));
          Worker running = new Worker(WorkerConfig.of(worker))) {
        app.start();
        running.start();
        assertThatThrownBy(() -> submit(broker, WORKER, registry, app.uri(), repository, base))
            .as("a worker may take orders and not submit tasks")
            .isInstanceOf(RuntimeException.class);
        submit(broker, SUBMIT, registry, app.uri(), repository, base);

        assertThat(status(app.uri() + "/v1/tasks")).isEqualTo(401);
        Server server =
            new Server(
                Connection.find(
                    Map.of(Connection.SERVER, app.uri().toString()),
                    Map.of("WINNOW_TOKEN", TOKEN),
                    folder));
        JsonNode verdict =
            await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> server.verdict("secured"), Optional::isPresent)
                .orElseThrow();
        assertThat(verdict.at("/attemptsByOutcome/SUCCEEDED").asInt()).isEqualTo(5);
      }
    }
  }

  private void allow(SecuredBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.plain()))) {
      admin.createAcls(DocumentedAcls.read(folder)).all().get();
    }
  }

  private static void createTopics(SecuredBroker broker) {
    Map<String, Object> client = new HashMap<>(broker.client(TOPICS));
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.secured());
    try (Admin admin = Admin.create(client)) {
      new TopicAdmin(admin).create(new Topics(new InMemoryRegistry()).all(), 1, (short) 1);
    }
  }

  private static Map<String, String> settings(
      SecuredBroker broker, EmbeddedRegistry registry, String user) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.secured());
    settings.put("schema.registry.url", registry.url());
    broker.client(user).forEach((key, value) -> settings.put("kafka." + key, value));
    return settings;
  }

  private static void submit(
      SecuredBroker broker,
      String user,
      EmbeddedRegistry registry,
      URI server,
      Path repository,
      String base) {
    Task task =
        ((Parsed.Valid) TaskSpec.parse(SmallContest.spec("secured", repository, base, "0"))).task();
    new TaskPublisher(new Connection(broker.secured(), registry.url(), server, broker.client(user)))
        .publish(task);
  }

  private Path tokens() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
    return Files.writeString(
        folder.resolve("tokens"), "read " + HexFormat.of().formatHex(digest) + " tests\n");
  }

  private static int status(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
