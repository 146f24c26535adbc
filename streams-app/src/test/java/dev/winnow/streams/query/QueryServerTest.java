package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Outcome;
import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.Tasks;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryServerTest {
  static final String SPEC =
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

  private final QueryWorld world = new QueryWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldAnswerEachResourceWhenAContestIsDecided() throws Exception {
    world.play("t", 9, 3);

    assertThat(world.read("/v1/tasks").at("/tasks/0/taskId").asText()).isEqualTo("t");
    assertThat(world.read("/v1/tasks/t").at("/contest/status").asText()).isEqualTo("DECIDED");
    assertThat(world.read("/v1/tasks/t").at("/task/prompt").asText()).isEqualTo("make it fast");
    JsonNode board = world.read("/v1/tasks/t/leaderboard?limit=1");
    assertThat(board.at("/entries")).hasSize(1);
    assertThat(board.at("/entries/0/metrics/speed/mean").asDouble()).isEqualTo(9.0);
    assertThat(world.read("/v1/tasks/t/leaderboard?%6Cimit=1").at("/entries")).hasSize(1);
    assertThat(world.read("/v1/tasks/t/leaderboard?unlimited=1").at("/entries")).hasSize(2);
    assertThat(world.read("/v1/tasks/t/attempts").at("/attempts")).hasSize(2);
    assertThat(world.read("/v1/tasks/t/attempts/v1-1").at("/outcome").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(world.read("/v1/tasks/t/verdict").at("/kind").asText()).isEqualTo("WINNER");
  }

  @Test
  void shouldLetThePagesFilesBeKeptWhenTheirAddressHasTheVersionOfThisServer() throws Exception {
    Matcher address = Pattern.compile("page/[0-9a-f]{16}/app\\.js").matcher(world.get("/").body());
    assertThat(address.find()).isTrue();

    HttpResponse<String> ofThis = world.get('/' + address.group());
    HttpResponse<String> ofAnother = world.get("/page/0123456789abcdef/app.js");

    assertThat(ofThis.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(ofAnother.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(ofAnother.body()).isEqualTo(ofThis.body());
    assertThat(world.get("/page/0123456789abcdef/none.js").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerWithTheRaceWhenBoardsWerePublished() throws Exception {
    world.play("t", 9, 3);

    JsonNode points = world.read("/v1/tasks/t/race").path("points");

    assertThat(points).isNotEmpty();
    JsonNode last = points.get(points.size() - 1);
    assertThat(last.path("version").asLong())
        .isEqualTo(world.read("/v1/tasks/t/leaderboard").path("version").asLong());
    assertThat(points.findValues("version").stream().map(JsonNode::asLong))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(last.at("/attempts").asInt()).isEqualTo(2);
    assertThat(last.at("/entries/0/score").asDouble()).isEqualTo(9.0);
    assertThat(last.at("/entries/1/score").asDouble()).isEqualTo(3.0);
    assertThat(world.get("/v1/tasks/none/race").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerWithoutBodyWhenTheClientHasThisVersion() throws Exception {
    world.play("t", 9, 3);

    for (String path :
        List.of(
            "/v1/tasks/t",
            "/v1/tasks/t/verdict",
            "/v1/tasks/t/leaderboard",
            "/v1/tasks/t/leaderboard?limit=1",
            "/v1/tasks/t/leaderboard?view=committed")) {
      String tag = world.get(path).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = world.get(path, "If-None-Match", "\"other\", W/" + tag);
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).as(path).isEmpty();
      assertThat(again.headers().firstValue("ETag")).as(path).contains(tag);
      assertThat(world.get(path, "If-None-Match", "\"other\"").statusCode())
          .as(path)
          .isEqualTo(200);
    }
    assertThat(tag("/v1/tasks/t/leaderboard?limit=1"))
        .isNotEqualTo(tag("/v1/tasks/t/leaderboard"))
        .isNotEqualTo(tag("/v1/tasks/t/leaderboard?limit=1&view=committed"));
  }

  /** Javalin drops all parameters then; the next one to ask in these words must not notice. */
  @Test
  void shouldNotRememberAnAnswerWhenItsQueryWasReadByAnUnknownCharset() throws Exception {
    world.play("t", 9, 3);
    String path = "/v1/tasks/t/leaderboard?limit=1&fields=rank";

    world.get(path, "Content-Type", "text/plain; charset=nonsense");

    assertThat(world.read(path).at("/entries")).hasSize(1);
    assertThat(world.read(path).at("/entries/0")).hasSize(1);
  }

  @Test
  void shouldShowTheFieldsOfEntriesThatAreAskedForWhenNotAllAre() throws Exception {
    world.play("t", 9, 3);
    String some = "/v1/tasks/t/leaderboard?fields=metrics,rank,rank";

    JsonNode board = world.read(some);

    assertThat(board.at("/taskId").asText()).isEqualTo("t");
    assertThat(board.at("/entries")).hasSize(2);
    for (JsonNode entry : board.at("/entries")) {
      assertThat(entry.fieldNames()).toIterable().containsExactly("rank", "metrics");
    }
    JsonNode whole = world.read("/v1/tasks/t/leaderboard");
    assertThat(whole.at("/entries/0").size()).isGreaterThan(10);
    assertThat(board.at("/entries/0/metrics")).isEqualTo(whole.at("/entries/0/metrics"));
    assertThat(world.read(some + "&view=committed").at("/entries")).isEqualTo(board.at("/entries"));
    assertThat(tag(some)).isNotEqualTo(tag("/v1/tasks/t/leaderboard"));
    assertThat(world.get(some, "If-None-Match", tag(some)).statusCode()).isEqualTo(304);
  }

  @Test
  void shouldNameTheFieldsThatThereAreWhenOneIsAskedForThatIsNone() throws Exception {
    world.play("t", 9, 3);

    for (String fields : List.of("rank,score", "", "rank,")) {
      HttpResponse<String> answer = world.get("/v1/tasks/t/leaderboard?fields=" + fields);

      assertThat(answer.statusCode()).as(fields).isEqualTo(400);
      assertThat(answer.body())
          .as(fields)
          .contains("each of fields must be one of rank, clusterId");
    }
  }

  @Test
  void shouldSayHowLongAnAnswerIsWhenNothingCompressesIt() throws Exception {
    world.play("t", 9, 3, 4, 5, 6, 7, 8, 2);

    HttpResponse<String> plain = world.get("/v1/tasks/t/leaderboard");
    HttpResponse<String> packed = world.get("/v1/tasks/t/leaderboard", "Accept-Encoding", "gzip");

    int length = plain.body().getBytes(StandardCharsets.UTF_8).length;
    assertThat(plain.headers().firstValueAsLong("Content-Length")).hasValue(length);
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().firstValueAsLong("Content-Length").orElse(0)).isLessThan(length);
  }

  @Test
  void shouldShowWhatIsCommittedWhenThatViewIsAskedFor() throws Exception {
    world.play("t", 9, 3);

    for (String path : List.of("/v1/tasks/t/leaderboard", "/v1/tasks/t/verdict")) {
      assertThat(world.read(path + "?view=committed")).as(path).isEqualTo(world.read(path));
    }
    world.state.set(State.REBALANCING);
    assertThat(world.read("/v1/tasks/t/verdict?view=committed").path("kind").asText())
        .isEqualTo("WINNER");
    assertThat(world.get("/v1/tasks/none/verdict?view=committed").statusCode()).isEqualTo(404);
    assertThat(world.get("/v1/tasks/none/leaderboard?view=committed").statusCode()).isEqualTo(404);
    assertThat(world.get("/v1/tasks/t/verdict?view=other").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldStreamProgressAndEndWithTheVerdictWhenEventsAreAskedFor() throws Exception {
    world.play("t", 9, 3);

    HttpResponse<String> events = world.get("/v1/tasks/t/events", "Accept", "text/event-stream");

    assertThat(events.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("text/event-stream");
    assertThat(events.body().lines().filter(line -> line.startsWith("event:")).map(String::strip))
        .containsExactly("event: contest", "event: leaderboard", "event: verdict");
  }

  @Test
  void shouldAnswerAProblemWhenThereIsNoSuchThing() throws Exception {
    world.contest.publishTask(Tasks.task("t", 1).build());

    for (String path :
        List.of(
            "/v1/tasks/none",
            "/v1/tasks/none/events",
            "/v1/tasks/t/attempts/none",
            "/v1/tasks/t/verdict",
            "/v1/nothing")) {
      HttpResponse<String> answer = world.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type"))
          .as(path)
          .contains("application/problem+json");
      assertThat(QueryWorld.json(answer).path("detail").asText()).as(path).isNotBlank();
      assertThat(QueryWorld.json(answer).path("type").asText())
          .as(path)
          .isEqualTo("https://winnow.dev/problems/not-found");
    }
    assertThat(world.get("/v1/tasks/t/events").statusCode()).isEqualTo(406);
    assertThat(world.read("/v1/tasks/t/leaderboard").path("version").asInt()).isZero();
    assertThat(world.get("/v1/tasks/t/leaderboard?limit=none").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldAskToTryAgainWhenPartitionsMove() throws Exception {
    world.state.set(State.REBALANCING);

    HttpResponse<String> answer = world.get("/v1/tasks/t");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(world.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(world.get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldPublishTheTaskWhenASpecIsPosted() throws Exception {
    HttpResponse<String> answer = world.post(SPEC.formatted("b".repeat(40)));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location")).contains("/v1/tasks/by-http");
    assertThat(world.kafka.history()).hasSize(1);
    assertThat(world.kafka.history().get(0).key()).isEqualTo("by-http");
    assertThat(world.kafka.history().get(0).value().getSubmittedAt()).isEqualTo(Tasks.START);
  }

  @Test
  void shouldNameFieldAndMendAndPublishNothingWhenASpecIsBad() throws Exception {
    HttpResponse<String> answer = world.post(SPEC.formatted("main"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(QueryWorld.json(answer).at("/errors/0/field").asText()).isEqualTo("repository.base");
    assertThat(QueryWorld.json(answer).at("/errors/0/mend").asText()).isNotBlank();
    assertThat(world.kafka.history()).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheIdIsTaken() throws Exception {
    world.contest.publishTask(Tasks.task("by-http", 1).build());

    assertThat(world.post(SPEC.formatted("b".repeat(40))).statusCode()).isEqualTo(409);
    assertThat(world.kafka.history()).isEmpty();
  }

  @Test
  void shouldAnswerWithReportFindingsAndConsumersWhenAPullRequestIsChecked() throws Exception {
    world.checks.publish(
        PullRequests.contracts(
            PullRequests.repository(8, "acme/web"), 'w', List.of(), List.of("orders")));
    world.checks.publish(PullRequests.pushed('a', 1).build());
    world.checks.publish(PullRequests.found(world.checks.newOrder(), "orders", "items"));

    String path = "/v1/pull-requests/acme/shop/1";
    assertThat(world.read("/v1/pull-requests").at("/pullRequests/0/errors").asInt()).isEqualTo(2);
    assertThat(world.read(path).at("/pullRequest/orders").asInt()).isEqualTo(1);
    assertThat(world.read(path + "/report").at("/conclusion").asText()).isEqualTo("FAILURE");
    JsonNode findings = world.read(path + "/findings?limit=1");
    assertThat(findings.at("/total").asInt()).isEqualTo(2);
    assertThat(findings.at("/findings")).hasSize(1);
    assertThat(world.read("/v1/contracts/acme/web").at("/commit").asText()).startsWith("www");
    assertThat(world.read("/v1/services/orders/consumers").at("/consumers/0/repository").asText())
        .isEqualTo("acme/web");
    assertThat(world.get("/v1/pull-requests/acme/shop/2/report").statusCode()).isEqualTo(404);
    assertThat(world.get(path + "/events").statusCode()).isEqualTo(406);
  }

  @Test
  void shouldAnswerWithTheScanWhenTheNumberIsZero() throws Exception {
    world.checks.publish(PullRequests.push(PullRequests.SHOP, 'a', 1));
    world.checks.publish(PullRequests.result(world.checks.newOrder(), Outcome.TIMED_OUT).build());
    String path = "/v1/pull-requests/acme/shop/0";
    assertThat(world.get(path + "/report").statusCode()).isEqualTo(404);
    world.checks.wallTimePasses(Duration.ofMinutes(1));
    world.checks.wallTimePasses(Duration.ofDays(1));
    world.checks.publish(PullRequests.found(world.checks.newOrder(), "orders"));

    assertThat(world.read(path).at("/report/number").asInt()).isZero();
    assertThat(world.read(path).at("/pullRequest").isMissingNode()).isTrue();
    assertThat(world.read(path + "/report").at("/conclusion").asText()).isEqualTo("FAILURE");
    assertThat(world.read(path + "/findings").at("/total").asInt()).isEqualTo(1);
    assertThat(world.read("/v1/pull-requests").at("/pullRequests/0/number").asInt()).isZero();
    assertThat(world.get(path + "/events").statusCode()).isEqualTo(406);
  }

  @Test
  void shouldStreamReportsWhenAPullRequestIsSubscribedTo() throws Exception {
    world.checks.publish(PullRequests.pushed('a', 1).build());
    world.checks.publish(PullRequests.found(world.checks.newOrder()));

    try (var lines = world.events("/v1/pull-requests/acme/shop/1/events", "").body()) {
      assertThat(lines.filter(line -> line.startsWith("event:")).findFirst())
          .get()
          .asString()
          .contains("report");
    }
  }

  private String tag(String path) throws Exception {
    return world.get(path).headers().firstValue("ETag").orElseThrow();
  }
}
