package dev.winnow.worker.http;

import dev.winnow.worker.live.Runs;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The worker's HTTP server: {@code /metrics}, {@code /healthz}, {@code /readyz}, {@code /runs} and
 * {@code /runs/<order>/log}.
 */
public final class WorkerServer implements AutoCloseable {
  private final RunResource runs;
  private final ProcessServer server;

  /**
   * @param host interface to listen on
   * @param port port; 0 for any free one
   * @param metrics what {@code /metrics} answers
   * @param isAlive whether the worker has not failed
   * @param isReady whether it takes orders
   * @param runs what runs now
   */
  public WorkerServer(
      String host,
      int port,
      Supplier<String> metrics,
      BooleanSupplier isAlive,
      BooleanSupplier isReady,
      Runs runs) {
    this.runs = new RunResource(runs);
    this.server =
        new ProcessServer("worker.http", host, port, metrics, isAlive, isReady, this::addTo);
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException if it cannot listen there; the message says which settings to
   *     change
   */
  public void start() {
    server.start();
  }

  /** Where it listens. */
  public URI uri() {
    return server.uri();
  }

  /** Ends the answers that follow a log, and stops to listen. */
  @Override
  public void close() {
    runs.close();
    server.close();
  }

  private void addTo(RoutesConfig routes) {
    routes.get("/runs", runs::list);
    // An order's id has slashes.
    routes.get("/runs/<order>/log", runs::log);
  }
}
