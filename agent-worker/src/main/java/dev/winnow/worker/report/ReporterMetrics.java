package dev.winnow.worker.report;

import dev.winnow.worker.metrics.JvmMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;

/** Metrics of a reporter, its consumer and its JVM, in the text format of Prometheus. */
final class ReporterMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmMeters jvm;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter givenUp;
  private KafkaClientMetrics client;

  ReporterMetrics() {
    Gauge.builder("winnow.reporter.waiting", waiting::get)
        .description("Reports that were read and are not posted yet")
        .register(registry);
    // From the start, so that an alert has something to compare the first with.
    for (PostOutcome outcome : PostOutcome.values()) {
      posts(outcome);
    }
    for (GitHubUnavailableException.Kind kind : GitHubUnavailableException.Kind.values()) {
      failures(word(kind));
    }
    failures("registry");
    givenUp =
        Counter.builder("winnow.reporter.given.up")
            .description("Reports that became dead letters")
            .register(registry);
    jvm = new JvmMeters(registry);
  }

  /** Reads what a consumer counts itself, its lag above all. */
  void watch(Consumer<?, ?> consumer) {
    client = new KafkaClientMetrics(consumer);
    client.bindTo(registry);
  }

  /** A report was posted, or did not need to be. */
  void posted(PostOutcome outcome) {
    posts(outcome).increment();
  }

  /** A report has to wait, for GitHub does not take it now. */
  void failed(GitHubUnavailableException.Kind kind) {
    failures(word(kind)).increment();
  }

  /** A report has to wait, for the registry does not answer. */
  void registryFailed() {
    failures("registry").increment();
  }

  /** A report became a dead letter. */
  void givenUp() {
    givenUp.increment();
  }

  /** So many reports are not posted yet. */
  void waiting(int reports) {
    waiting.set(reports);
  }

  /** Everything as text, in version 0.0.4 of the format. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    jvm.close();
    registry.close();
  }

  private Counter posts(PostOutcome outcome) {
    return Counter.builder("winnow.reporter.posts")
        .description("Reports by what came of posting them")
        .tag("outcome", word(outcome))
        .register(registry);
  }

  private Counter failures(String reason) {
    return Counter.builder("winnow.reporter.failures")
        .description("Tries after which a report had to wait, by reason")
        .tag("reason", reason)
        .register(registry);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
