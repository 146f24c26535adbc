package dev.winnow.local.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One broker that is its own controller, on loopback. Its folder survives a restart, topics,
 * records, group offsets and share-group state included; ports are kept where they are still free.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String BROKER_PORT = "broker.port";
  private static final String CONTROLLER_PORT = "controller.port";
  private static final String LISTENERS = "listeners";
  private static final String ADVERTISED = "advertised.listeners";
  private static final String PROTOCOLS = "listener.security.protocol.map";

  private final CombinedServer server;
  private final int port;

  private EmbeddedBroker(CombinedServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it serves.
   *
   * @param folder where its data is, made and formatted if it is not there
   */
  public static EmbeddedBroker start(Path folder) {
    return start(folder, List.of());
  }

  /**
   * Starts a broker that is reached in further ways and returns when it serves.
   *
   * @param folder where its data is, made and formatted if it is not there
   * @param doors listeners beside its own
   */
  public static EmbeddedBroker start(Path folder, List<Door> doors) {
    return start(folder, doors, Map.of());
  }

  /**
   * The same with other settings than a laptop needs.
   *
   * @param folder where its data is, made and formatted if it is not there
   * @param changes Kafka's broker settings, which come before the ones here
   */
  public static EmbeddedBroker start(Path folder, Map<String, String> changes) {
    return start(folder, List.of(), changes);
  }

  private static EmbeddedBroker start(
      Path folder, List<Door> doors, Map<String, String> changes) {
    try {
      Files.createDirectories(folder);
      Properties ports = ports(folder.resolve("ports.properties"));
      int port = Integer.parseInt(ports.getProperty(BROKER_PORT));
      Path data = folder.resolve("data");
      if (!Files.exists(data.resolve("meta.properties"))) {
        format(data);
      }
      int controllerPort = Integer.parseInt(ports.getProperty(CONTROLLER_PORT));
      Map<String, Object> config = config(data, port, controllerPort);
      doors.forEach(door -> open(config, door));
      config.putAll(changes);
      return new EmbeddedBroker(CombinedServer.start(new KafkaConfig(config, false)), port);
    } catch (IOException e) {
      throw new UncheckedIOException("broker folder " + folder + " cannot be used", e);
    }
  }

  /**
   * A listener of its own, for clients that come through something else, such as a proxy.
   *
   * @param name the listener's name, in capitals
   * @param port where the broker listens, on loopback
   * @param advertised the loopback port that clients are told to use
   */
  public record Door(String name, int port, int advertised) {}

  private static void open(Map<String, Object> config, Door door) {
    String listener = "," + door.name();
    config.merge(LISTENERS, listener + "://127.0.0.1:" + door.port(), EmbeddedBroker::joined);
    config.merge(
        ADVERTISED, listener + "://127.0.0.1:" + door.advertised(), EmbeddedBroker::joined);
    config.merge(PROTOCOLS, listener + ":PLAINTEXT", EmbeddedBroker::joined);
  }

  private static Object joined(Object list, Object more) {
    return list.toString() + more;
  }

  /** What clients take as bootstrap.servers. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops the broker and returns when it is down. */
  @Override
  public void close() {
    server.close();
  }

  /** Settings of the broker, for tests to change. */
  static Map<String, Object> config(Path data, int port, int controllerPort) {
    Map<String, Object> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    config.put(
        LISTENERS, "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    config.put(ADVERTISED, "PLAINTEXT://127.0.0.1:" + port);
    config.put(PROTOCOLS, "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("controller.listener.names", "CONTROLLER");
    config.put("log.dirs", data.toString());
    config.put("auto.create.topics.enable", "false");
    config.put("num.partitions", "1");
    // One broker: what would be three copies elsewhere is one here.
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "4");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("transaction.state.log.num.partitions", "4");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("share.coordinator.state.topic.num.partitions", "4");
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("log.segment.bytes", String.valueOf(64 * 1024 * 1024));
    config.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 * 1024 * 1024));
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "4");
    config.put("background.threads", "2");
    return config;
  }

  /** Makes the folder of a new broker. */
  static void format(Path data) throws IOException {
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("broker folder " + data + " cannot be formatted", e);
    }
  }

  private static Properties ports(Path file) throws IOException {
    Properties ports = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        ports.load(reader);
      }
    }
    boolean kept =
        isFree(ports.getProperty(BROKER_PORT)) && isFree(ports.getProperty(CONTROLLER_PORT));
    if (!kept) {
      choose(ports);
      try (Writer writer = Files.newBufferedWriter(file)) {
        ports.store(writer, "Ports of the embedded broker; others are chosen if these are taken");
      }
    }
    return ports;
  }

  private static void choose(Properties ports) throws IOException {
    // Both are held open together so that they differ.
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ports.setProperty(BROKER_PORT, Integer.toString(broker.getLocalPort()));
      ports.setProperty(CONTROLLER_PORT, Integer.toString(controller.getLocalPort()));
    }
  }

  private static boolean isFree(String port) {
    if (port == null) {
      return false;
    }
    try (ServerSocket probe =
        new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
