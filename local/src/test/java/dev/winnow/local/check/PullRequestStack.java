package dev.winnow.local.check;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.local.PartsStack;
import dev.winnow.producers.webhook.WebhookConfig;
import dev.winnow.producers.webhook.WebhookSender;
import dev.winnow.producers.webhook.WebhookServer;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** From webhook to report, with workers that are processes of their own and can be killed. */
final class PullRequestStack implements AutoCloseable {
  private static final String SECRET = "a secret of this test";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final PartsStack parts;
  private final WebhookServer receiver;
  private final HttpClient client = HttpClient.newHttpClient();

  PullRequestStack(Path folder) throws InterruptedException {
    this.folder = folder;
    parts = new PartsStack(folder);
    receiver =
        new WebhookServer(
            WebhookConfig.of(
                Map.of(
                    "bootstrap.servers",
                    parts.bootstrapServers(),
                    "schema.registry.url",
                    parts.registryUrl(),
                    "webhook.port",
                    "0",
                    "webhook.secrets",
                    SECRET)));
    receiver.start();
  }

  /** Who delivers as GitHub does. */
  WebhookSender gitHub() {
    return new WebhookSender(receiver.uri(), SECRET);
  }

  /** Starts a worker process that does nothing but checks. */
  Process worker(String name) throws IOException {
    return parts.worker(
        name, Map.of("WINNOW_WORKER_ATTEMPT_SLOTS", "0", "WINNOW_WORKER_EVALUATION_SLOTS", "0"));
  }

  /** Waits until pull requests are checked, every head of them, and nothing is out. */
  void awaitChecked(Collection<String> keys) {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> keys.stream().allMatch(this::isChecked));
    // HTTP reads the stores; the topic has it once the transaction is committed.
    await().atMost(Duration.ofMinutes(1)).until(() -> isPublished(keys));
  }

  private boolean isPublished(Collection<String> keys) {
    Map<String, PullRequestReport> reports = reports();
    return keys.stream()
        .allMatch(
            key ->
                reports.containsKey(key)
                    && RecordJson.of(reports.get(key))
                        .toString()
                        .equals(get(path(key) + "/report").toString()));
  }

  private static String path(String key) {
    return "/v1/pull-requests/" + key.replace('#', '/');
  }

  /** Waits until a worker takes orders. */
  void awaitReady(String worker) {
    Path log = folder.resolve(worker + ".txt");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(log) && Files.readString(log).contains("takes orders"));
  }

  private boolean isChecked(String key) {
    JsonNode answer = get(path(key));
    return answer.has("report") && answer.at("/pullRequest/open").isEmpty();
  }

  /** What HTTP answers; an empty object while it is no JSON. */
  JsonNode get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(parts.app().uri() + path)).build();
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return JSON.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The last report of each pull request in the topic: the bytes that Avro makes of it. */
  Map<String, ByteBuffer> reportBytes() throws IOException {
    Map<String, ByteBuffer> bytes = new TreeMap<>();
    for (Map.Entry<String, PullRequestReport> entry : reports().entrySet()) {
      bytes.put(entry.getKey(), entry.getValue().toByteBuffer());
    }
    return bytes;
  }

  /** The last report of each pull request in the topic. */
  Map<String, PullRequestReport> reports() {
    var topic = parts.topics().pullRequestReports();
    Map<String, PullRequestReport> reports = new TreeMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", parts.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            topic.key().deserializer(),
            topic.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<String, PullRequestReport> record :
            consumer.poll(Duration.ofMillis(200))) {
          reports.put(record.key(), record.value());
        }
      }
    }
    return reports;
  }

  @Override
  public void close() throws InterruptedException {
    receiver.close();
    parts.close();
  }
}
