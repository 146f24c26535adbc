package dev.winnow.benchmarks.contests;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.ClassicGroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker, a registry and instances of the streams application in this JVM, with one partition, so
 * that one instance owns everything. Instances do not know each other: one that is not the owner
 * answers 503.
 */
final class RestoreCluster implements AutoCloseable {
  /** The shortest that brokers allow by default; what is longer only adds to every figure. */
  static final Duration SESSION = Duration.ofSeconds(6);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MS = 10;
  private static final String GROUP = "winnow";
  private static final int STABLE_LOOKS = 10;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final Admin admin;
  private final HttpClient http = HttpClient.newHttpClient();
  private int started;

  /** An instance and where its stores are. */
  record Instance(StreamsApp app, Path stores) {}

  /**
   * Starts a broker and a registry.
   *
   * @param folder where everything is
   */
  RestoreCluster(Path folder) {
    this.folder = folder;
    broker = EmbeddedBroker.start(folder.resolve("kafka"));
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    new TopicAdmin(admin).create(topics().all(), 1, (short) 1);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  Topics topics() {
    return new Topics(
        new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, registry.url()))));
  }

  /** A folder for stores that nobody has used. */
  Path emptyStores() {
    started++;
    return folder.resolve("streams-" + started);
  }

  /**
   * Starts an instance.
   *
   * @param standbys how many other instances keep a copy
   */
  Instance start(Path stores, int standbys) {
    Map<String, String> config = new HashMap<>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("schema.registry.url", registry.url());
    config.put("state.folder", stores.toString());
    config.put("http.port", "0");
    config.put("checks.scan.every.hours", "0");
    config.put("kafka.replication.factor", "1");
    config.put("kafka.num.standby.replicas", Integer.toString(standbys));
    config.put("kafka.session.timeout.ms", Long.toString(SESSION.toMillis()));
    config.put("kafka.heartbeat.interval.ms", "500");
    StreamsApp app = new StreamsApp(StreamsAppConfig.of(config));
    app.start();
    return new Instance(app, stores);
  }

  /**
   * Waits until an instance answers.
   *
   * @param path such as {@code /v1/tasks/t}
   * @throws IllegalStateException if it does not within five minutes
   */
  void await(Instance instance, String path) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(instance, path)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(instance.app().uri() + path + " is not answered");
      }
      Thread.sleep(POLL_MS);
    }
  }

  /**
   * Waits until partitions do not move. An instance that stops in the middle of that is waited for
   * by the others for as long as five minutes, whatever it holds.
   */
  void awaitStable() throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int looks = 0; looks < STABLE_LOOKS; looks++) {
      var group = admin.describeClassicGroups(List.of(GROUP)).all().get().get(GROUP);
      if (group.state() != ClassicGroupState.STABLE) {
        looks = 0;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the group of the instances is " + group.state());
      }
      Thread.sleep(100);
    }
  }

  /** Whether an instance answers now. */
  boolean answers(Instance instance, String path) throws InterruptedException {
    URI uri = instance.app().uri().resolve(path);
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** How many records the changelogs of all stores have, those that a compaction will drop too. */
  long changelogRecords() throws InterruptedException, ExecutionException {
    List<TopicPartition> partitions =
        admin.listTopics().names().get().stream()
            .filter(topic -> topic.endsWith("-changelog"))
            .map(topic -> new TopicPartition(topic, 0))
            .toList();
    return sum(partitions, OffsetSpec.latest()) - sum(partitions, OffsetSpec.earliest());
  }

  private long sum(List<TopicPartition> partitions, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    return admin
        .listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> spec)))
        .all()
        .get()
        .values()
        .stream()
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  @Override
  public void close() {
    admin.close();
    registry.close();
    broker.close();
  }
}
