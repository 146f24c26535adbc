package dev.winnow.worker.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.worker.live.Runs;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's HTTP server: {@code /metrics}, {@code /healthz}, {@code /readyz}, {@code /runs} and
 * {@code /runs/<order>/log}. Errors are problem details (RFC 9457).
 */
public final class WorkerServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkerServer.class);
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String PROBLEM = "application/problem+json";

  private final String host;
  private final int port;
  private final Supplier<String> metrics;
  private final BooleanSupplier isAlive;
  private final BooleanSupplier isReady;
  private final RunResource runs;
  private final Javalin javalin;

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
    this.host = host;
    this.port = port;
    this.metrics = metrics;
    this.isAlive = isAlive;
    this.isReady = isReady;
    this.runs = new RunResource(runs);
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException if it cannot listen there; the message says which settings to
   *     change
   */
  public void start() {
    try {
      javalin.start(host, port);
    } catch (JavalinBindException e) {
      throw new IllegalStateException(
          "worker.http.host and worker.http.port are "
              + host
              + ":"
              + port
              + ", where nothing can listen now; give another port to each worker of a host, or 0"
              + " for any free one",
          e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://" + host + ":" + javalin.port());
  }

  /** Ends the answers that follow a log, and stops to listen. */
  @Override
  public void close() {
    runs.close();
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.http.prefer405over404 = true;
    config.routes.get("/metrics", http -> http.contentType(METRICS).result(metrics.get()));
    config.routes.get("/healthz", http -> health(http, isAlive.getAsBoolean()));
    config.routes.get("/readyz", http -> health(http, isReady.getAsBoolean()));
    config.routes.get("/runs", runs::list);
    // An order's id has slashes.
    config.routes.get("/runs/<order>/log", runs::log);

    config.routes.exception(
        HttpResponseException.class,
        (e, http) -> answer(http, e.getStatus(), "Request cannot be served", e.getMessage()));
    config.routes.exception(
        Exception.class,
        (e, http) -> {
          log.error("Request failed. path={}", http.path(), e);
          answer(http, 500, "Internal error", "the worker's log has the cause");
        });
  }

  private static void health(Context http, boolean good) {
    http.status(good ? 200 : 503).contentType("text/plain").result(good ? "ok\n" : "not ok\n");
  }

  private static void answer(Context http, int status, String title, String detail) {
    http.status(status)
        .contentType(PROBLEM)
        .result(
            JsonNodeFactory.instance
                .objectNode()
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toString());
  }
}
