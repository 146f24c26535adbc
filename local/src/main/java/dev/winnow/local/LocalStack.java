package dev.winnow.local;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.registry.EmbeddedRegistry;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.webhook.WebhookConfig;
import dev.winnow.producers.webhook.WebhookServer;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.clock.ClockWatch;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.streams.StreamsApp;
import dev.winnow.streams.StreamsAppConfig;
import dev.winnow.worker.Worker;
import dev.winnow.worker.report.Reporter;
import dev.winnow.worker.report.ReporterConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, registry, streams application and worker in this JVM, with all their data in one folder:
 * a stack that was stopped or killed goes on where it was.
 */
public final class LocalStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** What to close, last started first. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile String failure;
  private Connection connection;
  private Optional<URI> webhooks = Optional.empty();

  private LocalStack() {}

  /**
   * Starts the stack and returns when it works.
   *
   * @param progress told, in words, what is being started
   * @throws LocalException if the folder or a port is in use, or a setting is wrong
   */
  public static LocalStack start(LocalConfig config, Consumer<String> progress) {
    LocalStack stack = new LocalStack();
    try {
      stack.startAll(config, progress);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Where the stack is. */
  public Connection connection() {
    return connection;
  }

  /** Where webhooks are received, if they are. */
  public Optional<URI> webhooks() {
    return webhooks;
  }

  /** What has failed of it, as a sentence; empty as long as nothing has, and when it is closed. */
  public Optional<String> failure() {
    return closing ? Optional.empty() : Optional.ofNullable(failure);
  }

  /**
   * Waits until a part fails, or the stack is closed.
   *
   * @return what has failed, as a sentence; empty when the stack is being closed
   */
  Optional<String> awaitFailure() throws InterruptedException {
    ended.await();
    return failure();
  }

  private void fail(String why) {
    failure = why;
    ended.countDown();
  }

  private void watch(String part, Ending ending) {
    Thread thread =
        new Thread(
            () -> {
              try {
                ending.await();
              } catch (InterruptedException | RuntimeException e) {
                LOG.error("The {} has failed", part, e);
              }
              fail("The " + part + " has failed.");
            },
            "watch " + part);
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the end of a part. */
  private interface Ending {
    void await() throws InterruptedException;
  }

  private void startAll(LocalConfig config, Consumer<String> progress) {
    Path folder = config.folder();
    started.push(FolderLock.take(folder));
    started.push(
        ClockWatch.start(
            by -> {
              String why = ClockWatch.told(by);
              LOG.error(why);
              fail(why);
            }));

    progress.accept("Kafka broker");
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
    started.push(broker);

    progress.accept("schema registry");
    EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    started.push(registry);

    progress.accept("topics");
    createTopics(broker.bootstrapServers(), config.partitions());

    progress.accept("streams application");
    StreamsApp app = new StreamsApp(StreamsAppConfig.of(streams(config, broker, registry)));
    started.push(app);
    listen(
        app::start, "the HTTP API", "127.0.0.1:" + config.httpPort(), "another port with --port");
    watch("streams application", app::awaitStop);
    awaitRunning(app);

    progress.accept("worker");
    Map<String, String> stack =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
    Worker worker = LocalConfig.right(() -> new Worker(config.worker(stack), config.environment()));
    started.push(worker);
    worker.start();
    watch("worker", worker::awaitEnd);
    startPullRequests(config, stack, progress);

    connection = new Connection(broker.bootstrapServers(), registry.url(), app.uri(), Map.of());
    started.push(ConnectionFile.write(Path.of(""), connection));
  }

  private void startPullRequests(
      LocalConfig config, Map<String, String> stack, Consumer<String> progress) {
    config.reporter(stack).ifPresent(settings -> startReporter(settings, progress));
    config.webhooks(stack).ifPresent(settings -> startWebhooks(settings, progress));
  }

  private void startReporter(ReporterConfig config, Consumer<String> progress) {
    progress.accept("reporter");
    Reporter reporter = LocalConfig.right(() -> new Reporter(config));
    started.push(reporter);
    reporter.start();
    watch("reporter", reporter::awaitEnd);
  }

  private void startWebhooks(WebhookConfig config, Consumer<String> progress) {
    progress.accept("webhook receiver");
    WebhookServer receiver = LocalConfig.right(() -> new WebhookServer(config));
    started.push(receiver);
    listen(
        receiver::start,
        "the webhook receiver",
        config.host() + ":" + config.port(),
        "a free port as WINNOW_WEBHOOK_PORT, and an address of this machine as"
            + " WINNOW_WEBHOOK_HOST");
    webhooks = Optional.of(receiver.uri());
  }

  private static void listen(Runnable start, String part, String address, String mend) {
    try {
      start.run();
    } catch (JavalinBindException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String why =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new LocalException(part + " cannot listen at " + address + ": " + why, "give " + mend);
    }
  }

  private static void createTopics(String bootstrapServers, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      // Names and settings only: no schema is registered for that.
      Topics topics = new Topics(new InMemoryRegistry());
      new TopicAdmin(admin).create(topics.all(), partitions, (short) 1);
    }
  }

  private static Map<String, String> streams(
      LocalConfig config, EmbeddedBroker broker, EmbeddedRegistry registry) {
    Map<String, String> streams = new HashMap<>();
    streams.put("bootstrap.servers", broker.bootstrapServers());
    streams.put("schema.registry.url", registry.url());
    streams.put("state.folder", config.folder().resolve("streams").toString());
    streams.put("http.port", Integer.toString(config.httpPort()));
    // One broker: a changelog has one copy. Shorter sessions, for a killed stack comes back at
    // once.
    streams.put("kafka.replication.factor", "1");
    streams.put("kafka.session.timeout.ms", "10000");
    return streams;
  }

  private void awaitRunning(StreamsApp app) {
    long start = System.nanoTime();
    try {
      while (!app.awaitRunning(LOOK)) {
        Optional<String> why = failure();
        if (why.isPresent()) {
          throw new LocalException(why.get(), "see winnow.log in the data folder; start it again");
        }
        if (System.nanoTime() - start > READY_TIMEOUT.toNanos()) {
          throw new LocalException(
              "the streams application is not ready after " + READY_TIMEOUT.toSeconds() + " s",
              "see winnow.log in the data folder");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while starting", "start again");
    }
  }

  /** Stops what was started, last first; one that fails to stop does not keep the others up. */
  @Override
  public synchronized void close() {
    // Parts that end from here on were told to.
    closing = true;
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
      }
    }
  }
}
