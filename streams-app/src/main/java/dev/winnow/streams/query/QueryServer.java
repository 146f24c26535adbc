package dev.winnow.streams.query;

import dev.winnow.streams.access.Gate;
import dev.winnow.streams.access.ProblemKind;
import dev.winnow.streams.access.RefusedException;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.page.PageFiles;
import dev.winnow.streams.patch.Patches;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: routes, and what becomes of errors. */
public final class QueryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);
  private static final long MAX_REQUEST_BYTES = 1_048_576;
  private static final int MAX_HEADER_BYTES = 16_384;
  private static final int ANSWER_BUFFER_BYTES = 65_536;
  private static final String RETRY_SECONDS = "1";

  private final String host;
  private final int port;
  private final Health health;
  private final EventStreams events = new EventStreams();
  private final Gate gate;
  private final List<Resource> resources;
  private final Javalin javalin;
  private final SortedMap<String, Scope> scopes;

  /**
   * @param host interface to listen on
   * @param port port; 0 for any free one
   * @param views what can be read
   * @param publisher where submitted tasks go
   * @param patches reads patches; closed by whoever made it
   * @param gate what each request passes first
   * @param others what else is answered
   * @throws IllegalStateException if a route does not say which scope it asks for
   */
  public QueryServer(
      String host,
      int port,
      Views views,
      TaskPublisher publisher,
      Patches patches,
      Gate gate,
      List<Resource> others) {
    this.host = host;
    this.port = port;
    this.health = views.health();
    this.gate = gate;
    // Routes are looked at one after the other: those that are asked for most come first.
    this.resources = new ArrayList<>();
    resources.add(new TaskResource(views.contests(), views.committed(), publisher, events));
    resources.add(new CandidateResource(views.contests()));
    resources.add(new RaceResource(views.contests()));
    resources.add(new PatchResource(views.contests(), patches));
    resources.add(new PullRequestResource(views.pullRequests(), events));
    resources.add(new ContractResource(views.contracts()));
    resources.add(new PageResource(PageFiles.load()));
    resources.add(new OpenApiResource(OpenApi.load()));
    resources.addAll(others);
    this.javalin = Javalin.create(this::configure);
    this.scopes = Gate.requireScopes(javalin);
  }

  /** Starts to listen. */
  public void start() {
    javalin.start(host, port);
    events.start();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://" + host + ":" + javalin.port());
  }

  /** What each route asks for, by method and path. */
  SortedMap<String, Scope> scopes() {
    return scopes;
  }

  @Override
  public void close() {
    events.close();
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.http.maxRequestSize = MAX_REQUEST_BYTES;
    config.jetty.modifyHttpConfiguration(QueryServer::limit);
    config.jetty.modifyServer(QueryServer::simplify);
    config.jetty.modifyServletContextHandler(
        servlets -> servlets.setSessionHandler(new NoSessions()));
    gate.addTo(config);
    for (Resource resource : resources) {
      resource.addTo(config.routes);
      resource.configure(config);
    }
    config.routes.get("/healthz", http -> health(http, health.isAlive()), Scope.OPEN);
    config.routes.get("/readyz", http -> health(http, health.isReady()), Scope.OPEN);
    config.routes.after(Answers::finish);
    config.routes.exception(ApiProblem.class, (problem, http) -> answer(http, problem));
    config.routes.exception(
        RefusedException.class,
        (refused, http) -> {
          refused.headers().forEach(http::header);
          answer(http, ApiProblem.of(refused.kind(), refused.getMessage()));
        });
    config.routes.exception(
        InvalidStateStoreException.class, (e, http) -> answer(http, notReady()));
    config.routes.exception(Router.ElsewhereException.class, (e, http) -> answer(http, notReady()));
    config.routes.exception(
        HttpResponseException.class,
        (e, http) ->
            answer(
                http,
                e.getStatus() == 404
                    ? nothingAt(http)
                    : ApiProblem.ofServer(e.getStatus(), e.getMessage())));
    config.routes.exception(
        Exception.class,
        (e, http) -> {
          LOG.error("Request failed. path={}", http.path(), e);
          answer(http, ApiProblem.of(ProblemKind.INTERNAL_ERROR, "the server's log has the cause"));
        });
    config.routes.error(
        404,
        http -> {
          if (http.res().getContentType() == null
              || !http.res().getContentType().startsWith(ProblemBody.TYPE)) {
            answer(http, nothingAt(http));
          }
        });
  }

  /** Without Javalin's handler of statistics, which costs each request and nobody reads. */
  private static void simplify(Server server) {
    server.setHandler((Handler) null);
    server.setErrorHandler(new ServerProblems());
  }

  /** Of a slow sender: a connection that says nothing ends after Jetty's 30 s. */
  private static void limit(HttpConfiguration http) {
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setSendServerVersion(false);
    // A board of a hundred leaves in one piece.
    http.setOutputBufferSize(ANSWER_BUFFER_BYTES);
    http.setOutputAggregationSize(ANSWER_BUFFER_BYTES);
  }

  private static void health(Context http, boolean good) {
    http.status(good ? 200 : 503).contentType("text/plain").result(good ? "ok\n" : "not ok\n");
  }

  private static ApiProblem nothingAt(Context http) {
    return ApiProblem.notFound("there is nothing at " + http.path());
  }

  private static ApiProblem notReady() {
    return ApiProblem.unavailable("partitions are being moved or restored; try again");
  }

  private static void answer(Context http, ApiProblem problem) {
    if (problem.status() == 503 && http.res().getHeader("Retry-After") == null) {
      http.header("Retry-After", RETRY_SECONDS);
    }
    http.status(problem.status()).contentType(ProblemBody.TYPE).result(ProblemBody.of(problem));
  }
}
