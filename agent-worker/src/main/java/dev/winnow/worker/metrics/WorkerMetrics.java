package dev.winnow.worker.metrics;

import dev.winnow.worker.queue.WorkQueue;
import dev.winnow.worker.will.Wills;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/** All metrics of a worker. Asks brokers only when it is scraped. */
public final class WorkerMetrics implements AutoCloseable {
  /** Less than what a scraper waits, which is 10 s for Prometheus. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmMeters jvm;
  private final List<CachedDepth> depths = new CopyOnWriteArrayList<>();
  private final Map<String, String> kafka;
  private Admin admin;
  private boolean isClosed;

  /**
   * @param worker the worker's name
   * @param backend which implementation its queues have
   * @param kafka settings of Kafka clients
   * @param isDraining whether it takes no new orders
   */
  public WorkerMetrics(
      String worker, String backend, Map<String, String> kafka, BooleanSupplier isDraining) {
    this.kafka = Map.copyOf(kafka);
    Gauge.builder("winnow.worker.info", () -> 1)
        .description("Which worker this is")
        .tag("worker", worker)
        .tag("backend", backend)
        .register(registry);
    Gauge.builder("winnow.worker.draining", () -> isDraining.getAsBoolean() ? 1 : 0)
        .description("1 while the worker takes no new orders because it is stopping")
        .register(registry);
    jvm = new JvmMeters(registry);
  }

  /**
   * Makes the meter of one queue.
   *
   * @param name its name: the value of the label {@code queue}
   * @param slots how many orders are carried out at once
   * @param queue the queue
   */
  public QueueMeter meter(String name, int slots, WorkQueue queue) {
    QueueMeter meter = new QueueMeter(registry, name, slots);
    CachedDepth depth = new CachedDepth(name, () -> ask(queue), System::nanoTime);
    meter.watch(queue);
    meter.gauge(depth);
    depths.add(depth);
    return meter;
  }

  /** Tells of the disk that a folder is on; 0 as long as there is no such folder. */
  public void watch(Path folder) {
    File file = folder.toFile();
    Gauge.builder("winnow.worker.disk.bytes", file, File::getTotalSpace)
        .description("The size of the disk that worker.folder is on")
        .strongReference(true)
        .register(registry);
    Gauge.builder("winnow.worker.disk.free.bytes", file, File::getUsableSpace)
        .description("What can be written to it yet")
        .strongReference(true)
        .register(registry);
  }

  /** Tells what became of wills that processes had left. */
  public void watch(Wills wills) {
    for (Wills.End end : Wills.End.values()) {
      FunctionCounter.builder("winnow.worker.wills", wills, each -> each.count(end))
          .description("Runs of workers that are gone, by what became of their wills")
          .tag("end", end.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private synchronized CompletableFuture<Long> ask(WorkQueue queue) {
    if (isClosed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the worker is closed"));
    }
    try {
      if (admin == null) {
        admin = Admin.create(Map.<String, Object>copyOf(kafka));
      }
      return queue.depth(admin);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Everything as text, in version 0.0.4 of the format. Returns within two seconds or so. */
  public String scrape() {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            depths.stream().map(CachedDepth::refresh).toArray(CompletableFuture<?>[]::new));
    try {
      all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // What is known is told; the answer is there for the next scrape.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return registry.scrape();
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
    jvm.close();
    registry.close();
  }
}
