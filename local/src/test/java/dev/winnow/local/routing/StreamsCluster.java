package dev.winnow.local.routing;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A broker, a registry and several instances of the streams application in this JVM. */
final class StreamsCluster implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> settings;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final List<StreamsApp> instances = new ArrayList<>();
  private final List<Thread> closing = new ArrayList<>();

  /**
   * @param settings of each instance
   */
  StreamsCluster(Path folder, int partitions, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
    broker = EmbeddedBroker.start(folder.resolve("kafka"));
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin).create(topics().all(), partitions, (short) 1);
    }
  }

  /** Starts one more instance; it need not work yet. */
  StreamsApp add() throws IOException {
    return add(true);
  }

  /** The same of one that the others cannot ask. */
  StreamsApp addNameless() throws IOException {
    return add(false);
  }

  private StreamsApp add(boolean isNamed) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Map<String, String> config = new HashMap<>(settings);
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("schema.registry.url", registry.url());
    config.put("state.folder", folder.resolve("streams-" + port).toString());
    config.put("http.port", Integer.toString(port));
    if (isNamed) {
      config.put("application.server", "127.0.0.1:" + port);
    }
    config.put("checks.scan.every.hours", "0");
    config.put("kafka.replication.factor", "1");
    StreamsApp app = new StreamsApp(StreamsAppConfig.of(config));
    instances.add(app);
    app.start();
    return app;
  }

  /** Takes an instance away without a word to the others, as near to a kill as one JVM allows. */
  void cut(StreamsApp app) {
    instances.remove(app);
    Thread thread = new Thread(app::abandon, "cut");
    closing.add(thread);
    thread.start();
  }

  /** Stops an instance, as its process does when it is told to. */
  void stop(StreamsApp app) {
    instances.remove(app);
    app.close();
  }

  Topics topics() {
    return new Topics(
        new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, registry.url()))));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public void close() throws InterruptedException {
    for (StreamsApp app : List.copyOf(instances)) {
      cut(app);
    }
    for (Thread thread : closing) {
      thread.join();
    }
    registry.close();
    broker.close();
  }
}
