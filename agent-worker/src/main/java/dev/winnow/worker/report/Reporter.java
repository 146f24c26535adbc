package dev.winnow.worker.report;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.worker.http.ProcessServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts the reports of pull requests to GitHub as they are published. What was posted is committed;
 * what GitHub refuses for good becomes a dead letter; what it cannot take now is tried again, while
 * others go on.
 */
public final class Reporter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reporter.class);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);
  // For what passes by itself: a failed request, a limit of some seconds.
  private static final Backoff SHORT =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), 5);
  // A post's five minutes, and the requests before it looks at the time, with room to spare.
  private static final int MOST_MS_BETWEEN_POLLS = 900_000;
  private static final int RECORDS_A_POLL = 20;

  private final ReporterConfig config;
  private final Topics topics;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final ReportPoster poster;
  private final ReporterMetrics metrics = new ReporterMetrics();
  private final Optional<ProcessServer> server;
  private volatile Thread thread;

  /**
   * Wires a reporter; connects to nothing yet.
   *
   * @param config its configuration
   * @throws IllegalArgumentException if the App's key cannot be used; the message names the setting
   */
  public Reporter(ReporterConfig config) {
    this(config, new Topics(new RegistryClient(config.registry())), Clock.systemUTC());
  }

  /**
   * Wires a reporter; connects to nothing yet.
   *
   * @param config its configuration; of the registry, {@code topics} knows
   * @param topics the topics, tied to a registry
   * @param clock tells when to try again
   */
  public Reporter(ReporterConfig config, Topics topics, Clock clock) {
    this.config = config;
    this.topics = topics;
    this.clock = clock;
    this.poster = new CheckRuns(login(config, clock), SHORT, this::pause, clock);
    this.server =
        config.httpPort() < 0
            ? Optional.empty()
            : Optional.of(
                new ProcessServer(
                    "reporter.http",
                    config.httpHost(),
                    config.httpPort(),
                    metrics::scrape,
                    () -> !end.isCompletedExceptionally(),
                    () -> thread != null && thread.isAlive() && closing.getCount() > 0,
                    routes -> {}));
  }

  private static GitHubLogin login(ReporterConfig config, Clock clock) {
    Connections connections = new Connections(config.gitHub(), clock);
    try {
      if (config.token().isPresent()) {
        return new TokenLogin(connections, config.token().get().value());
      }
      ReporterConfig.App app = config.app().orElseThrow();
      return new AppLogin(connections, app.id(), key(app), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AppKey key(ReporterConfig.App app) {
    String setting = "reporter.github.app.key.file is '" + app.keyFile() + "'; ";
    try {
      return AppKey.ofPem(Files.readString(app.keyFile()));
    } catch (IOException e) {
      throw new IllegalArgumentException(setting + "it cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(setting + e.getMessage(), e);
    }
  }

  /**
   * Begins to post reports. The topics have to be there.
   *
   * @throws RuntimeException if the reporter cannot start; its message says why
   */
  public void start() {
    ReportDeadLetters deadLetters = new ReportDeadLetters(config, topics, clock);
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer());
    ReportLoop loop =
        new ReportLoop(
            consumer,
            topics.pullRequestReports(),
            poster,
            deadLetters,
            new Backoff(config.retry(), longest(config.retry()), config.attempts()),
            clock,
            metrics);
    metrics.watch(consumer);
    thread = new Thread(() -> run(loop, deadLetters, consumer), "reporter");
    thread.start();
    server.ifPresent(ProcessServer::start);
    log.info("Reporter {} posts reports to {}", config.name(), config.gitHub());
  }

  private static Duration longest(Duration retry) {
    return retry.compareTo(LONGEST_RETRY) > 0 ? retry : LONGEST_RETRY;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.name());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, config.start());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MOST_MS_BETWEEN_POLLS);
    return settings;
  }

  private void run(
      ReportLoop loop, ReportDeadLetters deadLetters, KafkaConsumer<String, byte[]> consumer) {
    try (deadLetters;
        consumer) {
      loop.run(() -> closing.getCount() > 0);
    } catch (InterruptException | InterruptedException e) {
      // Only close() interrupts. What was not committed is read again.
      log.info("The reporter was broken off");
    } catch (RuntimeException | Error e) {
      log.error("The reporter cannot go on", e);
      end.completeExceptionally(e);
    } finally {
      end.complete(null);
    }
  }

  private void pause(Duration length) throws InterruptedException {
    if (closing.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the reporter is closing");
    }
  }

  /**
   * Waits until the reporter is closed.
   *
   * @throws RuntimeException if it cannot go on; its message says why
   */
  public void awaitEnd() {
    try {
      end.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Where its HTTP listens, if it does. */
  public Optional<URI> http() {
    return server.map(ProcessServer::uri);
  }

  /** Ends the report that is being posted, or after a while breaks it off; takes no new one. */
  @Override
  public void close() {
    closing.countDown();
    if (thread == null) {
      end.complete(null);
    } else {
      stop();
    }
    // The last to go, so that a probe sees it stop.
    server.ifPresent(ProcessServer::close);
    metrics.close();
  }

  private void stop() {
    try {
      thread.join(CLOSE_GRACE.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(CLOSE_GRACE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
