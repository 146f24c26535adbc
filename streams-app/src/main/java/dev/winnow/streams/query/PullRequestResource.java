package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RecordJson;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.checks.store.PullRequestStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pull requests and scans, their reports and findings over HTTP. */
final class PullRequestResource implements Resource {
  private static final String PULL_REQUESTS = "pullRequests";
  private static final String FINDINGS = "findings";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PULL_REQUEST = "/v1/pull-requests/{owner}/{repository}/{number}";

  /** The number under which a scan's report is. */
  private static final String SCAN = "0";

  private final Router<PullRequestViews> router;
  private final EventStreams events;

  PullRequestResource(Router<PullRequestViews> router, EventStreams events) {
    this.router = router;
    this.events = events;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/pull-requests", router.all(new Reports()), Scope.READ);
    routes.get(PULL_REQUEST, of(this::get), Scope.READ);
    routes.get(PULL_REQUEST + "/report", of(this::report), Scope.READ);
    routes.get(PULL_REQUEST + "/findings", of(this::findings), Scope.READ);
    events.add(
        routes, PULL_REQUEST + "/events", router, PullRequestResource::partitionKey, this::feed);
  }

  private Handler of(Answering<PullRequestViews> answering) {
    return router.one(PullRequestResource::partitionKey, answering);
  }

  /** The list of them. */
  private static final class Reports implements Listing<PullRequestViews> {
    @Override
    public String name() {
      return PULL_REQUESTS;
    }

    @Override
    public Comparator<JsonNode> order() {
      return Comparator.comparing(this::place);
    }

    @Override
    public String place(JsonNode item) {
      return PullRequestStore.key(item.path("repository").asText(), item.path("number").asInt());
    }

    @Override
    public Page<JsonNode> read(Context http, List<PullRequestViews> partitions) {
      int limit = Parameters.limit(http, Parameters.LIST_LIMIT);
      String after = Parameters.after(http, PULL_REQUESTS).orElse("");
      return PullRequestViews.reports(partitions, limit, after).map(PullRequestResource::summary);
    }
  }

  private static JsonNode summary(PullRequestReport report) {
    return JSON.objectNode()
        .put("repository", report.getRepository().getName())
        .put("number", report.getNumber())
        .put("state", report.getState().name())
        .put("head", report.getHead())
        .put("conclusion", report.getConclusion().name())
        .put("errors", report.getErrors())
        .put("warnings", report.getWarnings())
        .put("notices", report.getNotices())
        .put("fixed", report.getFixed())
        .put("suppressed", report.getSuppressed());
  }

  private void get(Context http, PullRequestViews views) {
    requireKnown(http, views);
    ObjectNode body = JSON.objectNode();
    views.pullRequest(key(http)).ifPresent(known -> body.set("pullRequest", RecordJson.of(known)));
    views.report(key(http)).ifPresent(report -> body.set("report", RecordJson.of(report)));
    Answers.send(http, body);
  }

  private void report(Context http, PullRequestViews views) {
    requireKnown(http, views);
    PullRequestReport report =
        views
            .report(key(http))
            .orElseThrow(() -> ApiProblem.notFound(key(http) + " is not checked yet"));
    Answers.send(http, RecordJson.of(report));
  }

  private void findings(Context http, PullRequestViews views) {
    requireKnown(http, views);
    int limit = Parameters.limit(http, Parameters.TOP_LIMIT);
    Optional<String> after = Parameters.after(http, FINDINGS);
    List<Finding> findings = views.findings(key(http));
    Page.Builder<Finding> page = new Page.Builder<>(limit, Finding::getFingerprint);
    findings.stream().skip(after.map(last -> place(findings, last)).orElse(0)).forEach(page::offer);
    ObjectNode body = JSON.objectNode().put("total", findings.size());
    Answers.send(http, body.setAll(Answers.page(FINDINGS, page.build(), RecordJson::of)));
  }

  /** How many findings come up to the one with a fingerprint, itself included. */
  private static int place(List<Finding> findings, String fingerprint) {
    for (int index = 0; index < findings.size(); index++) {
      if (findings.get(index).getFingerprint().equals(fingerprint)) {
        return index + 1;
      }
    }
    throw ApiProblem.badParameter("the finding that after names is gone: begin without after");
  }

  private Feed feed(Context http, PullRequestViews views) {
    requireKnown(http, views);
    String partition = partitionKey(http);
    return new PullRequestFeed(
        () -> router.here(partition), key(http), http.header(EventStreams.LAST_ID));
  }

  /** A scan has a report, under number 0, and is no pull request. */
  private static void requireKnown(Context http, PullRequestViews views) {
    if (views.pullRequest(key(http)).isEmpty() && views.report(key(http)).isEmpty()) {
      throw ApiProblem.notFound("nothing was heard of " + key(http));
    }
  }

  /** The repository that a path names. */
  static String repository(Context http) {
    return http.pathParam("owner") + '/' + http.pathParam("repository");
  }

  private static String key(Context http) {
    return repository(http) + '#' + http.pathParam("number");
  }

  /** What records of it are keyed by: those of a scan by the repository alone. */
  private static String partitionKey(Context http) {
    return http.pathParam("number").equals(SCAN) ? repository(http) : key(http);
  }
}
