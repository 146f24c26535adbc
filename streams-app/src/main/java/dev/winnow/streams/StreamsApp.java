package dev.winnow.streams;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.streams.access.Gate;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.checks.ChecksTopology;
import dev.winnow.streams.contest.ContestTopology;
import dev.winnow.streams.contest.store.BoardSnapshots;
import dev.winnow.streams.memory.StoreMemory;
import dev.winnow.streams.metrics.DeadLetterCount;
import dev.winnow.streams.metrics.MetricsResource;
import dev.winnow.streams.metrics.StreamsAppMetrics;
import dev.winnow.streams.patch.Patches;
import dev.winnow.streams.query.QueryServer;
import dev.winnow.streams.query.TaskPublisher;
import dev.winnow.streams.query.Views;
import dev.winnow.streams.routing.Nameless;
import dev.winnow.streams.routing.StandbyAges;
import dev.winnow.streams.routing.StandbyWatch;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application: the streams and the HTTP server over their stores. */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final StoreMemory memory;
  private final KafkaStreams streams;
  private final TaskPublisher publisher;
  private final Patches patches;
  private final DeadLetterCount deadLetters;
  private final StreamsAppMetrics metrics;
  private final Views views;
  private final QueryServer server;
  private final StandbyWatch standbyWatch;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Wires the application; nothing is started and nothing is contacted. */
  public StreamsApp(StreamsAppConfig config) {
    Topics topics = new Topics(new RegistryClient(RegistryConfig.of(config.registry())));
    HostInfo self = config.applicationServer().orElseGet(Nameless::host);
    Properties properties = properties(config);
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self.host() + ':' + self.port());
    memory = new StoreMemory(config.storeMemoryBytes());
    memory.configure(properties);
    StandbyAges ages = new StandbyAges();
    standbyWatch = new StandbyWatch(ages);
    standbyWatch.configure(properties);
    BoardSnapshots boards = new BoardSnapshots();
    streams = new KafkaStreams(topology(config, topics, boards), properties);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
    streams.setUncaughtExceptionHandler(this::afterFailure);
    standbyWatch.watch(streams);
    publisher =
        new TaskPublisher(
            () ->
                new KafkaProducer<>(
                    producer(config),
                    topics.tasks().key().serializer(),
                    topics.tasks().value().serializer()),
            topics.tasks().name(),
            Clock.systemUTC());
    patches = new Patches(config.patches());
    Gate gate = new Gate(config.access());
    deadLetters = new DeadLetterCount(admin(config), topics.deadLetters().name());
    metrics =
        new StreamsAppMetrics(
            this::store,
            streams::metrics,
            () -> streams.state() == KafkaStreams.State.RUNNING,
            gate::openStreams,
            deadLetters,
            memory::usedBytes,
            ages::oldestSeconds);
    metrics.watch(config.stateFolder());
    metrics.bind(streams);
    views = Views.of(streams, self, ages, boards);
    server =
        new QueryServer(
            config.httpHost(),
            config.httpPort(),
            views,
            publisher,
            patches,
            gate,
            List.of(
                new MetricsResource(
                    metrics, config.access().isMetricsOpen() ? Scope.OPEN : Scope.READ)));
  }

  /** A store, all partitions that this instance has. */
  private ReadOnlyKeyValueStore<String, ?> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
            name, QueryableStoreTypes.<String, Object>keyValueStore()));
  }

  /** What {@code GET /metrics} answers. */
  public String scrape() {
    return metrics.scrape();
  }

  private StreamThreadExceptionResponse afterFailure(Throwable failure) {
    if (Failures.isTransient(failure)) {
      LOG.warn("A stream thread failed and is replaced: {}", failure.getMessage());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("A stream thread failed; the application stops.", failure);
    stopped.countDown();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** The topology, explicit names enforced (KIP-1111). */
  static Topology topology(StreamsAppConfig config, Topics topics, BoardSnapshots boards) {
    Topology topology = new Topology(new TopologyConfig(new StreamsConfig(properties(config))));
    new ContestTopology(topics, config.contest(), boards).addTo(topology);
    new ChecksTopology(topics, config.checks()).addTo(topology);
    return topology;
  }

  /** What can be read of this instance, for programs that it is a part of. */
  public Views views() {
    return views;
  }

  /** Starts the streams and the server. The topics must be there. */
  public void start() {
    streams.start();
    server.start();
    LOG.info("Listening on {}", server.uri());
  }

  /** Where HTTP listens. */
  public URI uri() {
    return server.uri();
  }

  /**
   * Waits until all partitions are restored and records flow for the first time.
   *
   * @return false when they do not within the timeout
   */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until the application has failed or is closed. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /**
   * Stops, and leaves the group: what this instance holds goes to others at once, and one that is
   * started again need not wait until the brokers hold this one for gone.
   */
  @Override
  public void close() {
    close(GroupMembershipOperation.LEAVE_GROUP);
  }

  /**
   * Stops as if it was killed, as far as others see: the group waits for it until its session is
   * over. For those who want to see what happens then.
   */
  public void abandon() {
    close(GroupMembershipOperation.REMAIN_IN_GROUP);
  }

  private void close(GroupMembershipOperation membership) {
    server.close();
    publisher.close();
    metrics.close();
    deadLetters.close();
    patches.close();
    standbyWatch.close();
    if (streams.close(
        CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership))) {
      memory.close();
    } else {
      LOG.warn("Streams did not stop within {}", CLOSE_TIMEOUT);
    }
    stopped.countDown();
  }

  static Properties properties(StreamsAppConfig config) {
    Properties properties = new Properties();
    properties.putAll(config.kafka());
    properties.putAll(config.registry());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateFolder().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitIntervalMs());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    // A store's changelog holds what its topic held, before compression.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.LARGEST_BYTES);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topic.LARGEST_BYTES);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return properties;
  }

  static Map<String, Object> admin(StreamsAppConfig config) {
    Map<String, Object> properties = new HashMap<>(config.kafka());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    return properties;
  }

  static Map<String, Object> producer(StreamsAppConfig config) {
    Map<String, Object> properties = new HashMap<>(config.kafka());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_BYTES);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    return properties;
  }
}
