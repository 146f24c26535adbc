package dev.winnow.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.queue.AsyncHandler;
import dev.winnow.worker.queue.Delivery;
import dev.winnow.worker.queue.DeliveryHandler;
import dev.winnow.worker.queue.QueueCounters;
import dev.winnow.worker.queue.Settlement;
import dev.winnow.worker.queue.WorkQueue;
import dev.winnow.worker.will.Wills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
  /** No broker is there; the stub below answers in its place. */
  private static final Map<String, String> KAFKA = Map.of("bootstrap.servers", "127.0.0.1:1");

  private final AtomicBoolean isDraining = new AtomicBoolean();
  private final StubQueue queue = new StubQueue();
  private final WorkerMetrics metrics = new WorkerMetrics("w1", "share", KAFKA, isDraining::get);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void shouldTellAllOfAQueueUnderTheseNames() {
    QueueMeter meter = metrics.meter("attempts", 3, queue);
    queue.depth = CompletableFuture.completedFuture(42L);
    meter.around((delivery, cancellation) -> Settlement.ACCEPT).handle(delivery(1), none());
    meter.around((delivery, cancellation) -> Settlement.RELEASE).handle(delivery(2), none());
    meter.ran("SUCCEEDED", Duration.ofSeconds(5));

    assertThat(metrics.scrape().lines())
        .contains(
            "winnow_worker_info{backend=\"share\",worker=\"w1\"} 1",
            "winnow_worker_draining 0.0",
            "winnow_worker_slots{queue=\"attempts\"} 3.0",
            "winnow_worker_slots_busy{queue=\"attempts\"} 0.0",
            "winnow_worker_oldest_run_seconds{queue=\"attempts\"} 0.0",
            "winnow_worker_queue_depth{queue=\"attempts\"} 42.0",
            "winnow_worker_lock_renewals_total{queue=\"attempts\"} 0.0",
            "winnow_worker_runs_lost_total{queue=\"attempts\"} 0.0",
            "winnow_worker_redeliveries_total{queue=\"attempts\"} 1.0",
            "winnow_worker_settled_total{queue=\"attempts\",settlement=\"accept\"} 1.0",
            "winnow_worker_settled_total{queue=\"attempts\",settlement=\"release\"} 1.0",
            "winnow_worker_settled_total{queue=\"attempts\",settlement=\"reject\"} 0.0",
            "winnow_worker_run_duration_seconds_bucket{outcome=\"succeeded\",queue=\"attempts\",le=\"1.0\"}"
                + " 0",
            "winnow_worker_run_duration_seconds_bucket{outcome=\"succeeded\",queue=\"attempts\",le=\"10.0\"}"
                + " 1",
            "winnow_worker_run_duration_seconds_count{outcome=\"succeeded\",queue=\"attempts\"} 1")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
  }

  @Test
  void shouldTellOfTheDiskThatAFolderIsOn() {
    metrics.watch(Path.of("."));

    assertThat(metrics.scrape().lines())
        .anyMatch(line -> line.matches("winnow_worker_disk_bytes [1-9].*"))
        .anyMatch(line -> line.matches("winnow_worker_disk_free_bytes [0-9].*"));
  }

  @Test
  void shouldExportWhatDashboardAndAlertsName() throws IOException {
    queue.depth = CompletableFuture.completedFuture(0L);
    metrics.meter("attempts", 1, queue).ran("SUCCEEDED", Duration.ofSeconds(5));
    metrics.watch(new Wills(Path.of("none")));
    metrics.watch(Path.of("."));
    Set<String> exported =
        metrics.scrape().lines().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());

    for (String file : List.of("grafana/winnow.json", "prometheus/alerts.yaml")) {
      Set<String> named =
          Pattern.compile("\\bwinnow_worker_[a-z0-9_]+")
              .matcher(Files.readString(Path.of("../deploy").resolve(file)))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet());
      assertThat(named).as(file).isNotEmpty().isSubsetOf(exported);
    }
  }

  @Test
  void shouldCountSlotsAsBusyWhileHandlersRun() {
    queue.depth = CompletableFuture.completedFuture(0L);
    QueueMeter meter = metrics.meter("checks", 2, queue);
    AtomicReference<String> during = new AtomicReference<>();

    meter
        .around(
            (delivery, cancellation) -> {
              during.set(metrics.scrape());
              return Settlement.ACCEPT;
            })
        .handle(delivery(1), none());

    assertThat(during.get()).contains("winnow_worker_slots_busy{queue=\"checks\"} 1.0");
    assertThat(metrics.scrape()).contains("winnow_worker_slots_busy{queue=\"checks\"} 0.0");
  }

  @Test
  void shouldCountAHandlerThatThrowsAsARelease() {
    DeliveryHandler handler =
        metrics
            .meter("checks", 2, queue)
            .around(
                (delivery, cancellation) -> {
                  throw new IllegalStateException("made up");
                });

    assertThatThrownBy(() -> handler.handle(delivery(1), none())).hasMessage("made up");
    assertThat(metrics.scrape())
        .contains("winnow_worker_settled_total{queue=\"checks\",settlement=\"release\"} 1.0")
        .contains("winnow_worker_slots_busy{queue=\"checks\"} 0.0");
  }

  @Test
  void shouldSayThatItDrains() {
    isDraining.set(true);

    assertThat(metrics.scrape()).contains("winnow_worker_draining 1.0");
  }

  @Test
  void shouldAnswerWithoutADepthWhenBrokersDoNotTell() {
    metrics.meter("attempts", 1, queue);

    assertThat(metrics.scrape()).contains("winnow_worker_queue_depth{queue=\"attempts\"} NaN");
  }

  private static Delivery delivery(int count) {
    return new Delivery("orders", 0, 0, "key", new byte[0], count);
  }

  private static Cancellation none() {
    return new Cancellation();
  }

  private static final class StubQueue implements WorkQueue {
    private final QueueCounters counters = new QueueCounters();

    /** Never answers unless a test says so. */
    private CompletableFuture<Long> depth = new CompletableFuture<>();

    @Override
    public CompletableFuture<Long> depth(Admin admin) {
      return depth;
    }

    @Override
    public QueueCounters counters() {
      return counters;
    }

    @Override
    public void start(DeliveryHandler handler) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void startAsync(AsyncHandler handler) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close(Duration grace) {
      throw new UnsupportedOperationException();
    }
  }
}
