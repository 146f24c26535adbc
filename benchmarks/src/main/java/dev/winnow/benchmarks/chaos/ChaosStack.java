package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.streams.StreamsAppMain;
import dev.winnow.worker.WorkerMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Broker, registry, streams-app and workers, each a process of its own. streams-app and each worker
 * come to the broker by a way of their own that can be cut; who measures comes in directly.
 */
final class ChaosStack implements AutoCloseable {
  /** Attempts that are retried so often end as they would have, however many faults hit them. */
  static final int RETRY_LIMIT = 50;

  private static final Duration READY = Duration.ofMinutes(10);
  private static final String STREAMS = "streams-app";
  private static final String HEAP_SMALL = "-Xmx256m";
  private static final String HEAP = "-Xmx512m";
  private static final int ATTEMPT_SLOTS = 3;
  private static final int EVALUATION_SLOTS = 2;
  private static final String DISK_OF_WORKER = "64m";

  private final Path folder;
  private final Optional<Clocks> clocks;
  private final Story story;
  private final int brokerPort;
  private final int registryPort = Ports.free();
  private final int httpPort = Ports.free();
  private final Part broker;
  private final Part registry;
  private final Part streams;
  private final List<Part> workers = new ArrayList<>();
  private final List<TcpProxy> ways = new ArrayList<>();

  /**
   * Lays out the stack; nothing runs yet but the ways to the broker.
   *
   * @param folder where all its data is, with nothing in it
   * @param workers how many
   * @param ownDisk whether the first worker has a small disk of its own, in memory
   * @param fakeTime the library by which streams-app and workers have clocks of their own; empty if
   *     they have the host's
   */
  ChaosStack(Path folder, int workers, boolean ownDisk, Optional<Path> fakeTime, Story story)
      throws IOException {
    this.folder = folder;
    this.clocks =
        fakeTime.isPresent()
            ? Optional.of(new Clocks(fakeTime.get(), folder.resolve("clocks")))
            : Optional.empty();
    this.story = story;
    this.brokerPort = Ports.free();
    List<String> doors = new ArrayList<>();
    for (int client = 0; client <= workers; client++) {
      int behind = Ports.free();
      TcpProxy way = TcpProxy.start(Ports.free(), behind);
      ways.add(way);
      doors.add("WAY%d:%d:%d".formatted(client, behind, way.port()));
    }
    Path kafka = Files.createDirectories(folder.resolve("kafka"));
    Files.writeString(
        kafka.resolve("ports.properties"),
        "broker.port=%d%ncontroller.port=%d%n".formatted(brokerPort, Ports.free()));
    List<String> arguments = new ArrayList<>(List.of(kafka.toString()));
    arguments.addAll(doors);
    broker = part("broker", java(HEAP, BrokerMain.class, arguments), Map.of());
    registry =
        part(
            "registry",
            java(
                HEAP_SMALL,
                RegistryMain.class,
                List.of(bootstrapServers(), Integer.toString(registryPort))),
            Map.of());
    streams = part(STREAMS, java(HEAP, StreamsAppMain.class, List.of()), streamsSettings());
    for (int number = 1; number <= workers; number++) {
      this.workers.add(worker(number, ownDisk && number == 1));
    }
  }

  private Map<String, String> streamsSettings() throws IOException {
    Map<String, String> settings = clientSettings(0, STREAMS);
    settings.put("WINNOW_STATE_FOLDER", stateFolder().toString());
    settings.put("WINNOW_HTTP_PORT", Integer.toString(httpPort));
    settings.put("WINNOW_CONTEST_RETRY_LIMIT", Integer.toString(RETRY_LIMIT));
    settings.put("WINNOW_CHECKS_SCAN_EVERY_HOURS", "0");
    settings.put("WINNOW_KAFKA_REPLICATION_FACTOR", "1");
    // A killed one is missed soon.
    settings.put("WINNOW_KAFKA_SESSION_TIMEOUT_MS", "6000");
    return settings;
  }

  private Part worker(int number, boolean ownDisk) throws IOException {
    Path work = workerFolder(number - 1);
    String name = "worker-" + number;
    Map<String, String> settings = clientSettings(number, name);
    settings.put("WINNOW_WORKER_NAME", name);
    settings.put("WINNOW_WORKER_FOLDER", work.toString());
    settings.put("WINNOW_WORKER_ATTEMPT_SLOTS", Integer.toString(ATTEMPT_SLOTS));
    settings.put("WINNOW_WORKER_EVALUATION_SLOTS", Integer.toString(EVALUATION_SLOTS));
    settings.put("WINNOW_WORKER_CHECK_SLOTS", "0");
    // The shortest that brokers allow.
    settings.put("WINNOW_WORKER_LOCK_MS", "15000");
    settings.put("WINNOW_WORKER_CLOSE_GRACE_MS", "2000");
    // Agents write to the ledger outside of their sandbox; and what a killed worker leaves has to
    // be found, which with namespaces ends by itself.
    settings.put("WINNOW_WORKER_ISOLATION", "process");
    List<String> command = new ArrayList<>(List.of(withMounts().toString()));
    if (ownDisk) {
      command.addAll(disk(work, DISK_OF_WORKER));
    }
    command.addAll(java(HEAP_SMALL, WorkerMain.class, List.of()));
    return part(name, command, settings);
  }

  /** The words before a command that give it a disk of its own at a folder, in memory. */
  static List<String> disk(Path at, String size) throws IOException {
    Files.createDirectories(at);
    return List.of(
        "sh",
        "-c",
        "mount -t tmpfs -o size=" + size + " tmpfs \"$0\" && exec \"$@\"",
        at.toString());
  }

  /** The program by which workers come to a mount namespace of their own. */
  static Path withMounts() {
    return Path.of(System.getProperty("winnow.home", ".."), "agent-worker", "with-mounts")
        .toAbsolutePath()
        .normalize();
  }

  private Map<String, String> clientSettings(int way, String name) throws IOException {
    Map<String, String> settings = new HashMap<>();
    if (clocks.isPresent()) {
      settings.putAll(clocks.get().of(name));
    }
    settings.put("WINNOW_BOOTSTRAP_SERVERS", "127.0.0.1:" + ways.get(way).port());
    settings.put("WINNOW_SCHEMA_REGISTRY_URL", registryUrl());
    return settings;
  }

  private Part part(String name, List<String> command, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    return new Part(name, command, environment, folder.resolve("logs/" + name + ".txt"), story);
  }

  private List<String> java(String heap, Class<?> main, List<String> arguments) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                PartMain.class.getName(),
                main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Starts all and returns when streams-app answers. */
  void start() throws InterruptedException {
    broker.start();
    await("the broker", () -> listens(brokerPort));
    createTopics();
    registry.start();
    await("the registry", () -> listens(registryPort));
    streams.start();
    workers.forEach(Part::start);
    await("streams-app", this::isReady);
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      // Names and settings only: no schema is registered for that.
      new TopicAdmin(admin).create(new Topics(new InMemoryRegistry()).all(), 1, (short) 1);
    }
  }

  private void await(String part, Look look) throws InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!look.isSo()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(part + " is not up after " + READY.toSeconds() + " s");
      }
      Thread.sleep(100);
    }
  }

  /** Something that is so or not yet. */
  private interface Look {
    boolean isSo() throws InterruptedException;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isReady() throws InterruptedException {
    return new Answers(uri()).isReady();
  }

  /** Where streams-app answers. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** The way to the broker that is never cut. */
  String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  String registryUrl() {
    return "http://127.0.0.1:" + registryPort;
  }

  /** The topics, with a registry client of their own. */
  Topics topics() {
    return new Topics(
        new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, registryUrl()))));
  }

  /** Clocks of streams-app and workers, by their names; empty if they have the host's. */
  Optional<Clocks> clocks() {
    return clocks;
  }

  Part broker() {
    return broker;
  }

  Part registry() {
    return registry;
  }

  Part streams() {
    return streams;
  }

  /** What streams-app keeps on disk. */
  Path stateFolder() {
    return folder.resolve("streams");
  }

  List<Part> workers() {
    return workers;
  }

  /** What a worker keeps on disk, as it sees it. */
  Path workerFolder(int worker) {
    return folder.resolve("worker-" + (worker + 1));
  }

  /** The ways to the broker: of streams-app, then of each worker. */
  List<TcpProxy> ways() {
    return ways;
  }

  /** All parts, in the order in which they are stopped. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>(workers);
    parts.addAll(List.of(streams, registry, broker));
    return parts;
  }

  Path folder() {
    return folder;
  }

  /** Ends all at once. */
  @Override
  public void close() {
    parts().forEach(Part::close);
    ways.forEach(TcpProxy::close);
  }
}
