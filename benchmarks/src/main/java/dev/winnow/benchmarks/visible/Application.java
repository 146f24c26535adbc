package dev.winnow.benchmarks.visible;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import dev.winnow.streams.contest.ContestConfig;
import dev.winnow.streams.contest.ContestTopology;
import dev.winnow.streams.contest.store.BoardSnapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The contest topology while it runs. */
interface Application extends AutoCloseable {
  Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  void close();

  /**
   * Starts it and returns when records flow.
   *
   * @param kind {@code winnow} for the application as it is; else its topology without transactions
   */
  static Application start(String kind, String servers, String registry, Path folder)
      throws InterruptedException {
    return kind.equals("winnow")
        ? product(servers, registry, folder)
        : withoutTransactions(servers, registry, folder);
  }

  private static Application product(String servers, String registry, Path folder)
      throws InterruptedException {
    StreamsApp app =
        new StreamsApp(
            StreamsAppConfig.of(
                Map.of(
                    "bootstrap.servers",
                    servers,
                    RegistryConfig.URL,
                    registry,
                    "state.folder",
                    folder.toString(),
                    "http.port",
                    "0")));
    app.start();
    if (!app.awaitRunning(PATIENCE)) {
      throw new IllegalStateException("the application does not run");
    }
    return app::close;
  }

  private static Application withoutTransactions(String servers, String registry, Path folder)
      throws InterruptedException {
    Topics topics =
        new Topics(new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, registry))));
    Topology topology = new Topology();
    new ContestTopology(topics, new ContestConfig(100, 2), new BoardSnapshots()).addTo(topology);
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "winnow");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    RunningStreams.start(streams);
    return streams::close;
  }
}
