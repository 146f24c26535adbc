package dev.winnow.streams.metrics;

import dev.winnow.streams.access.Scope;
import dev.winnow.streams.query.Resource;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * {@code GET /metrics}, and the times of all requests by route and status. Event streams are not
 * timed: they last as long as somebody looks.
 */
public final class MetricsResource implements Resource {
  private static final String PATH = "/metrics";
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final StreamsAppMetrics metrics;
  private final Scope scope;

  /**
   * @param scope what is asked for: {@link Scope#OPEN} or {@link Scope#READ}
   */
  public MetricsResource(StreamsAppMetrics metrics, Scope scope) {
    this.metrics = metrics;
    this.scope = scope;
    // There from the first scrape on, so that a rate has a beginning.
    timer("GET", PATH, 200);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, http -> http.contentType(TYPE).result(metrics.scrape()), scope);
  }

  @Override
  public void configure(JavalinConfig config) {
    config.requestLogger.http(this::time);
  }

  private void time(Context http, float milliseconds) {
    String type = http.res().getContentType();
    if (type != null && type.startsWith("text/event-stream")) {
      return;
    }
    Endpoint endpoint = http.endpoints().lastHttpEndpoint();
    // What is no route is one time series, whatever is asked for.
    String route = endpoint == null ? "none" : endpoint.path;
    String method = endpoint == null ? "none" : http.method().toString();
    timer(method, route, http.status().getCode())
        .record(Duration.ofNanos((long) (milliseconds * 1e6)));
  }

  private Timer timer(String method, String route, int status) {
    return Timer.builder("winnow.streams.http.request.duration")
        .description("Requests by route and status")
        .tag("method", method)
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(metrics.registry());
  }
}
