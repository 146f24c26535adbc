package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.RepositoryContracts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Optional;

/** Pull requests and scans, their reports and findings, and the index of contracts over HTTP. */
final class PullRequestResource implements Resource {
  private static final String PULL_REQUESTS = "pullRequests";
  private static final String FINDINGS = "findings";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PULL_REQUEST = "/v1/pull-requests/{owner}/{repository}/{number}";

  private final PullRequestViews views;
  private final EventStreams events;

  PullRequestResource(PullRequestViews views, EventStreams events) {
    this.views = views;
    this.events = events;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/pull-requests", this::list);
    routes.get(PULL_REQUEST, this::get);
    routes.get(PULL_REQUEST + "/report", this::report);
    routes.get(PULL_REQUEST + "/findings", this::findings);
    routes.before(PULL_REQUEST + "/events", this::requireEvents);
    routes.sse(PULL_REQUEST + "/events", client -> events.open(client, feed(client)));
    routes.get("/v1/contracts", this::contracts);
    routes.get("/v1/contracts/{owner}/{repository}", this::contractsOf);
    routes.get("/v1/services/{service}/consumers", this::consumers);
  }

  private void list(Context http) {
    Page<PullRequestReport> page =
        views.reports(
            Parameters.limit(http, Parameters.LIST_LIMIT),
            Parameters.after(http, PULL_REQUESTS).orElse(""));
    Answers.send(http, Answers.page(PULL_REQUESTS, page, PullRequestResource::summary));
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

  private void get(Context http) {
    requireKnown(http);
    ObjectNode body = JSON.objectNode();
    views.pullRequest(key(http)).ifPresent(known -> body.set("pullRequest", RecordJson.of(known)));
    views.report(key(http)).ifPresent(report -> body.set("report", RecordJson.of(report)));
    Answers.send(http, body);
  }

  private void report(Context http) {
    requireKnown(http);
    Answers.send(
        http,
        RecordJson.of(
            views
                .report(key(http))
                .orElseThrow(() -> ApiProblem.notFound(key(http) + " is not checked yet"))));
  }

  private void findings(Context http) {
    requireKnown(http);
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

  /** Refuses events of no pull request, and who does not ask for a stream. */
  private void requireEvents(Context http) {
    requireKnown(http);
    EventStreams.requireStream(http);
  }

  private Feed feed(SseClient client) {
    return new PullRequestFeed(views, key(client.ctx()), client.ctx().header(EventStreams.LAST_ID));
  }

  private void contracts(Context http) {
    Answers.send(http, JSON.objectNode().set("repositories", Answers.array(views.contracts())));
  }

  private void contractsOf(Context http) {
    String repository = repository(http);
    Answers.send(
        http,
        RecordJson.of(
            views
                .contracts(repository)
                .orElseThrow(
                    () -> ApiProblem.notFound("nothing is known of " + repository + " yet"))));
  }

  private void consumers(Context http) {
    String service = http.pathParam("service");
    ArrayNode uses = JSON.arrayNode();
    for (RepositoryContracts contracts : views.contracts()) {
      for (ConsumedContract use : contracts.getConsumes()) {
        if (use.getProvider().equals(service)) {
          ObjectNode node = (ObjectNode) RecordJson.of(use);
          uses.add(node.put("repository", contracts.getRepository().getName()));
        }
      }
    }
    Answers.send(http, JSON.objectNode().put("service", service).set("consumers", uses));
  }

  /** A scan has a report, under number 0, and is no pull request. */
  private void requireKnown(Context http) {
    if (views.pullRequest(key(http)).isEmpty() && views.report(key(http)).isEmpty()) {
      throw ApiProblem.notFound("nothing was heard of " + key(http));
    }
  }

  private static String repository(Context http) {
    return http.pathParam("owner") + '/' + http.pathParam("repository");
  }

  private static String key(Context http) {
    return repository(http) + '#' + http.pathParam("number");
  }
}
