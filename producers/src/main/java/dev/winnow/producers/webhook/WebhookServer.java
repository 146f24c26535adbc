package dev.winnow.producers.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiver of webhooks: {@code POST /webhooks/github}, {@code GET /healthz}, {@code GET
 * /counts} with the deliveries since the start by event and outcome, and {@code GET /metrics} with
 * the same for Prometheus.
 */
public final class WebhookServer implements AutoCloseable {
  /** Path that GitHub delivers to. */
  public static final String PATH = "/webhooks/github";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
  private static final String PROBLEM = "application/problem+json";
  private static final String RETRY_SECONDS = "5";

  /** How long a connection may say nothing, in the middle of a body too. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** What a delivery may take that has come in when the receiver is closed. */
  private static final Duration STOP = EventPublisher.PATIENCE.plusSeconds(2);

  private final String host;
  private final int port;
  private final EventPublisher publisher;
  private final WebhookMetrics metrics = new WebhookMetrics();
  private final DeliveryCounts counts = new DeliveryCounts(metrics::delivered);
  private final GitHubResource github;
  private final Javalin javalin;

  /**
   * Makes a receiver, which listens when it is started. A broker or registry that is away does not
   * keep it from starting: deliveries are answered with 503 until it is there.
   *
   * @param config where to listen, and where Kafka is
   * @throws IllegalArgumentException if the file of secrets cannot be used
   * @throws org.apache.kafka.common.KafkaException if the Kafka client's settings are wrong
   */
  public WebhookServer(WebhookConfig config) {
    this(config.host(), config.port(), Secrets.of(config), new EventPublisher(config));
  }

  WebhookServer(String host, int port, List<String> secrets, EventPublisher publisher) {
    this.host = host;
    this.port = port;
    this.publisher = publisher;
    this.github = new GitHubResource(new Signature(secrets), publisher, counts);
    this.javalin = Javalin.create(this::configure);
  }

  /** Starts to listen. */
  public void start() {
    javalin.start();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://" + host + ":" + javalin.port());
  }

  /**
   * Stops to listen, answers what has come in, and closes the Kafka client. What was answered with
   * 202 is in Kafka.
   */
  @Override
  public void close() {
    javalin.stop();
    publisher.close();
    metrics.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.http.maxRequestSize = Bodies.LARGEST;
    config.http.prefer405over404 = true;
    config.jetty.modifyServer(
        server -> {
          server.setHandler(new GracefulHandler());
          server.setStopTimeout(STOP.toMillis());
        });
    config.jetty.addConnector(this::connector);
    config.routes.post(PATH, github::receive);
    config.routes.get("/healthz", http -> http.contentType("text/plain").result("ok\n"));
    config.routes.get(
        "/metrics", http -> http.contentType(WebhookMetrics.TYPE).result(metrics.scrape()));
    config.routes.get(
        "/counts", http -> http.contentType("application/json").result(counts.json().toString()));

    config.routes.exception(Refusal.class, (refusal, http) -> answer(http, refusal));
    config.routes.exception(
        HttpResponseException.class,
        (e, http) -> answer(http, e.getStatus(), "Request cannot be served", e.getMessage()));
    config.routes.exception(
        Exception.class,
        (e, http) -> {
          LOG.error("Request failed. path={}", http.path(), e);
          answer(http, 500, "Internal error", "the receiver's log has the cause");
        });
    config.routes.error(
        404,
        http -> {
          String type = http.res().getContentType();
          if (type == null || !type.startsWith(PROBLEM)) {
            answer(http, 404, "Not found", "there is nothing at " + http.path());
          }
        });
  }

  private Connector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }

  private static void answer(Context http, Refusal refusal) {
    if (refusal.outcome() == Outcome.UNAVAILABLE) {
      http.header("Retry-After", RETRY_SECONDS);
    }
    answer(http, refusal.status(), refusal.title(), refusal.getMessage());
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
