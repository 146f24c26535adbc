package dev.winnow.worker.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each process shows by HTTP: {@code /metrics}, {@code /healthz} and {@code /readyz}, and what
 * is added to them. Errors are problem details (RFC 9457).
 */
public final class ProcessServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProcessServer.class);
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String PROBLEM = "application/problem+json";

  private final String settings;
  private final String host;
  private final int port;
  private final Supplier<String> metrics;
  private final BooleanSupplier isAlive;
  private final BooleanSupplier isReady;
  private final Javalin javalin;

  /**
   * @param settings what the keys of host and port begin with, such as {@code worker.http}
   * @param host interface to listen on
   * @param port port; 0 for any free one
   * @param metrics what {@code /metrics} answers
   * @param isAlive whether the process has not failed
   * @param isReady whether it does its work
   * @param more adds further routes
   */
  public ProcessServer(
      String settings,
      String host,
      int port,
      Supplier<String> metrics,
      BooleanSupplier isAlive,
      BooleanSupplier isReady,
      Consumer<RoutesConfig> more) {
    this.settings = settings;
    this.host = host;
    this.port = port;
    this.metrics = metrics;
    this.isAlive = isAlive;
    this.isReady = isReady;
    this.javalin = Javalin.create(config -> configure(config, more));
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
          "%1$s.host and %1$s.port are %2$s:%3$d, where nothing can listen now; give another port"
                  .formatted(settings, host, port)
              + " to each process of a host, or 0 for any free one",
          e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://" + host + ":" + javalin.port());
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config, Consumer<RoutesConfig> more) {
    config.startup.showJavalinBanner = false;
    config.http.prefer405over404 = true;
    config.routes.get("/metrics", http -> http.contentType(METRICS).result(metrics.get()));
    config.routes.get("/healthz", http -> health(http, isAlive.getAsBoolean()));
    config.routes.get("/readyz", http -> health(http, isReady.getAsBoolean()));
    more.accept(config.routes);

    config.routes.exception(
        HttpResponseException.class,
        (e, http) -> answer(http, e.getStatus(), "Request cannot be served", e.getMessage()));
    config.routes.exception(
        Exception.class,
        (e, http) -> {
          log.error("Request failed. path={}", http.path(), e);
          answer(http, 500, "Internal error", "the log of the process has the cause");
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
