package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.streams.access.AccessConfig;
import dev.winnow.streams.access.Gate;
import dev.winnow.streams.checks.ChecksDriver;
import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.ContestDriver;
import dev.winnow.streams.contest.Tasks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryServerTest {
  private static final String SPEC =
      """
      apiVersion: winnow.dev/v1
      kind: Task
      id: by-http
      repository: {url: https://example.org/r.git, base: %s}
      prompt: make it fast
      variants: [{name: one}]
      agent: {command: [agent], timeout: 1m, maxCost: 0.1}
      evaluator:
        rungs: [{name: bench, command: [bench], timeout: 1m, metrics: {from: stdout}}]
      objectives: [{metric: speed, goal: maximize}]
      budget: {attempts: 1}
      """;

  private final ContestDriver contest = new ContestDriver();
  private final ChecksDriver checks = new ChecksDriver();
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final MockProducer<String, Task> kafka =
      new MockProducer<>(true, null, new StringSerializer(), (topic, task) -> new byte[0]);
  private final HttpClient client = HttpClient.newHttpClient();
  private QueryServer server;

  @BeforeEach
  void start() {
    ContestViews views =
        new ContestViews(
            state::get,
            name -> {
              if (state.get() != State.RUNNING) {
                throw new InvalidStateStoreException("rebalancing");
              }
              return contest.store(name);
            });
    TaskPublisher publisher =
        new TaskPublisher(() -> kafka, "winnow.tasks", Clock.fixed(Tasks.START, ZoneOffset.UTC));
    server =
        new QueryServer(
            "127.0.0.1",
            0,
            views,
            new PullRequestViews(name -> checks.store(name)),
            publisher,
            new Gate(AccessConfig.of(Map.of(), "127.0.0.1")),
            List.of());
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    contest.close();
    checks.close();
  }

  @Test
  void shouldAnswerEachResourceWhenAContestIsDecided() throws Exception {
    decide("t");

    assertThat(json(get("/v1/tasks")).at("/tasks/0/taskId").asText()).isEqualTo("t");
    assertThat(json(get("/v1/tasks/t")).at("/contest/status").asText()).isEqualTo("DECIDED");
    assertThat(json(get("/v1/tasks/t")).at("/task/prompt").asText()).isEqualTo("make it fast");
    JsonNode board = json(get("/v1/tasks/t/leaderboard?limit=1"));
    assertThat(board.at("/entries")).hasSize(1);
    assertThat(board.at("/entries/0/metrics/speed/mean").asDouble()).isEqualTo(9.0);
    assertThat(json(get("/v1/tasks/t/attempts")).at("/attempts")).hasSize(2);
    assertThat(json(get("/v1/tasks/t/attempts/v1-1")).at("/outcome").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(json(get("/v1/tasks/t/verdict")).at("/kind").asText()).isEqualTo("WINNER");
  }

  @Test
  void shouldStreamProgressAndEndWithTheVerdictWhenEventsAreAskedFor() throws Exception {
    decide("t");

    HttpResponse<String> events =
        client.send(
            request("/v1/tasks/t/events").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofString());

    assertThat(events.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("text/event-stream");
    assertThat(events.body().lines().filter(line -> line.startsWith("event:")).map(String::strip))
        .containsExactly("event: contest", "event: leaderboard", "event: verdict");
  }

  @Test
  void shouldAnswerAProblemWhenThereIsNoSuchThing() throws Exception {
    contest.publishTask(Tasks.task("t", 1).build());

    for (String path :
        List.of(
            "/v1/tasks/none",
            "/v1/tasks/none/events",
            "/v1/tasks/t/attempts/none",
            "/v1/tasks/t/verdict",
            "/v1/nothing")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type"))
          .as(path)
          .contains("application/problem+json");
      assertThat(json(answer).path("detail").asText()).as(path).isNotBlank();
    }
    assertThat(get("/v1/tasks/t/events").statusCode()).isEqualTo(406);
    assertThat(json(get("/v1/tasks/t/leaderboard")).path("version").asInt()).isZero();
    assertThat(get("/v1/tasks/t/leaderboard?limit=none").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldAskToTryAgainWhenPartitionsMove() throws Exception {
    state.set(State.REBALANCING);

    HttpResponse<String> answer = get("/v1/tasks/t");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldPublishTheTaskWhenASpecIsPosted() throws Exception {
    HttpResponse<String> answer = post(SPEC.formatted("b".repeat(40)));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location")).contains("/v1/tasks/by-http");
    assertThat(kafka.history()).hasSize(1);
    assertThat(kafka.history().get(0).key()).isEqualTo("by-http");
    assertThat(kafka.history().get(0).value().getSubmittedAt()).isEqualTo(Tasks.START);
  }

  @Test
  void shouldNameFieldAndMendAndPublishNothingWhenASpecIsBad() throws Exception {
    HttpResponse<String> answer = post(SPEC.formatted("main"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo("repository.base");
    assertThat(json(answer).at("/errors/0/mend").asText()).isNotBlank();
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheIdIsTaken() throws Exception {
    contest.publishTask(Tasks.task("by-http", 1).build());

    assertThat(post(SPEC.formatted("b".repeat(40))).statusCode()).isEqualTo(409);
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void shouldAnswerWithReportFindingsAndConsumersWhenAPullRequestIsChecked() throws Exception {
    checks.publish(
        PullRequests.contracts(
            PullRequests.repository(8, "acme/web"), 'w', List.of(), List.of("orders")));
    checks.publish(PullRequests.pushed('a', 1).build());
    checks.publish(PullRequests.found(checks.newOrder(), "orders", "items"));

    String path = "/v1/pull-requests/acme/shop/1";
    assertThat(json(get("/v1/pull-requests")).at("/pullRequests/0/errors").asInt()).isEqualTo(2);
    assertThat(json(get(path)).at("/pullRequest/orders").asInt()).isEqualTo(1);
    assertThat(json(get(path + "/report")).at("/conclusion").asText()).isEqualTo("FAILURE");
    JsonNode findings = json(get(path + "/findings?limit=1"));
    assertThat(findings.at("/total").asInt()).isEqualTo(2);
    assertThat(findings.at("/findings")).hasSize(1);
    assertThat(json(get("/v1/contracts/acme/web")).at("/commit").asText()).startsWith("www");
    assertThat(json(get("/v1/services/orders/consumers")).at("/consumers/0/repository").asText())
        .isEqualTo("acme/web");
    assertThat(get("/v1/pull-requests/acme/shop/2/report").statusCode()).isEqualTo(404);
    assertThat(get(path + "/events").statusCode()).isEqualTo(406);
  }

  @Test
  void shouldAnswerWithTheScanWhenTheNumberIsZero() throws Exception {
    checks.publish(PullRequests.push(PullRequests.SHOP, 'a', 1));
    checks.publish(PullRequests.result(checks.newOrder(), Outcome.TIMED_OUT).build());
    String path = "/v1/pull-requests/acme/shop/0";
    assertThat(get(path + "/report").statusCode()).isEqualTo(404);
    checks.wallTimePasses(Duration.ofMinutes(1));
    checks.wallTimePasses(Duration.ofDays(1));
    checks.publish(PullRequests.found(checks.newOrder(), "orders"));

    assertThat(json(get(path)).at("/report/number").asInt()).isZero();
    assertThat(json(get(path)).at("/pullRequest").isMissingNode()).isTrue();
    assertThat(json(get(path + "/report")).at("/conclusion").asText()).isEqualTo("FAILURE");
    assertThat(json(get(path + "/findings")).at("/total").asInt()).isEqualTo(1);
    assertThat(json(get("/v1/pull-requests")).at("/pullRequests/0/number").asInt()).isZero();
    assertThat(get(path + "/events").statusCode()).isEqualTo(406);
  }

  @Test
  void shouldStreamReportsWhenAPullRequestIsSubscribedTo() throws Exception {
    checks.publish(PullRequests.pushed('a', 1).build());
    checks.publish(PullRequests.found(checks.newOrder()));

    HttpResponse<java.util.stream.Stream<String>> events =
        client.send(
            request("/v1/pull-requests/acme/shop/1/events")
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofLines());

    try (var lines = events.body()) {
      assertThat(lines.filter(line -> line.startsWith("event:")).findFirst())
          .get()
          .asString()
          .contains("report");
    }
  }

  private void decide(String taskId) {
    contest.publishTask(Tasks.task(taskId, 2).build());
    String changes = "ab";
    for (AttemptOrder order : contest.newAttempts()) {
      String change = changes.substring(order.getVariant().charAt(1) - '1').substring(0, 1);
      contest.publish(ContestDriver.patch(order, change, "0.01"));
      for (int rung = 0; rung < 2; rung++) {
        EvaluationOrder evaluation = contest.newEvaluations().get(0);
        double[] speeds = rung == 0 ? new double[0] : new double[] {change.equals("a") ? 9 : 3};
        contest.publish(ContestDriver.passed(evaluation, speeds));
      }
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return client.send(
        request("/v1/tasks").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
