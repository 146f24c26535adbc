package dev.winnow.local;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import dev.winnow.worker.WorkerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Broker, registry and streams application in this JVM, and workers that are processes of their
 * own, so that they can be killed.
 */
public final class PartsStack implements AutoCloseable {
  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final StreamsApp app;
  private final List<Process> workers = new ArrayList<>();

  /** Starts all but workers. */
  public PartsStack(Path folder) throws InterruptedException {
    this.folder = folder;
    broker = EmbeddedBroker.start(folder.resolve("kafka"));
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin).create(topics().all(), 2, (short) 1);
    }
    app =
        new StreamsApp(
            StreamsAppConfig.of(
                Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "schema.registry.url",
                    registry.url(),
                    "state.folder",
                    folder.resolve("streams").toString(),
                    "http.port",
                    "0",
                    // Which minute it is must not decide what is published.
                    "checks.scan.every.hours",
                    "0",
                    "kafka.replication.factor",
                    "1")));
    app.start();
    if (!app.awaitRunning(Duration.ofMinutes(1))) {
      throw new IllegalStateException("the streams application does not run");
    }
  }

  public StreamsApp app() {
    return app;
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public String registryUrl() {
    return registry.url();
  }

  /** The topics, with a registry client of their own. */
  public Topics topics() {
    return new Topics(
        new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, registry.url()))));
  }

  /**
   * Starts a worker process; it works in a folder of its name and logs beside it.
   *
   * @param settings variables of its environment besides those that say where things are
   */
  public Process worker(String name, Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName())
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
                // Short, so that a killed worker's orders are delivered again soon.
                "WINNOW_WORKER_LOCK_MS", "15000"));
    builder.environment().putAll(settings);
    Process worker = builder.start();
    workers.add(worker);
    return worker;
  }

  @Override
  public void close() throws InterruptedException {
    for (Process worker : workers) {
      worker.destroyForcibly().waitFor();
    }
    app.close();
    registry.close();
    broker.close();
  }
}
