package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Task;
import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.Tasks;
import dev.winnow.streams.routing.Locator;
import dev.winnow.streams.routing.Place;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance that holds nothing is asked for what another one holds. */
class RoutedQueriesTest {
  private static final String EVENTS = "/v1/tasks/t/events";
  private static final List<String> PATHS =
      List.of(
          "/v1/tasks",
          "/v1/tasks/t",
          "/v1/tasks/t/leaderboard?limit=1",
          "/v1/tasks/t/attempts?limit=1",
          "/v1/tasks/t/standings?order=rank",
          "/v1/tasks/t/verdict",
          "/v1/tasks/t/race",
          "/v1/tasks/none",
          "/v1/tasks/t/attempts?limit=0",
          "/v1/pull-requests",
          "/v1/pull-requests/acme/shop/1/findings");

  private final QueryWorld owner = new QueryWorld();
  private final QueryWorld other = new QueryWorld(new Elsewhere(owner.uri()));

  @AfterEach
  void close() {
    other.close();
    owner.close();
  }

  /** One partition, which another instance owns. */
  private record Elsewhere(URI owner) implements Locator {
    @Override
    public Place locate(String key) {
      HostInfo host = new HostInfo(owner.getHost(), owner.getPort());
      return new Place(0, Optional.of(host), Set.of());
    }

    @Override
    public List<Place> all() {
      return List.of(locate(""));
    }

    @Override
    public boolean isOwner(Place place) {
      return false;
    }

    @Override
    public Set<HostInfo> otherStandbys(Place place) {
      return Set.of();
    }
  }

  @Test
  void shouldAnswerAsTheOwnerWhenAnotherInstanceIsAsked() throws Exception {
    fill();

    for (String path : PATHS) {
      HttpResponse<String> expected = owner.get(path);
      HttpResponse<String> answer = other.get(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(expected.statusCode());
      assertThat(answer.body()).as(path).isEqualTo(expected.body());
      for (String header : List.of("Content-Type", "ETag", "Cache-Control")) {
        assertThat(answer.headers().allValues(header))
            .as("%s of %s", header, path)
            .isEqualTo(expected.headers().allValues(header));
      }
    }
    String tag = owner.get("/v1/tasks/t").headers().firstValue("ETag").orElseThrow();
    assertThat(other.get("/v1/tasks/t", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void shouldRelayEventsFromWhereAClientIsWhenTheyAreElsewhere() throws Exception {
    fill();

    List<String> all = lines("");

    assertThat(all).isEqualTo(lines(owner, ""));
    String id = all.stream().filter(line -> line.startsWith("id:")).toList().get(1);
    assertThat(lines(id.substring(3).strip()).stream().filter(line -> line.startsWith("event:")))
        .containsExactly("event: verdict");
    assertThat(other.get(EVENTS).statusCode()).isEqualTo(406);
    assertThat(other.get("/v1/tasks/none/events", "Accept", "text/event-stream").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldEndTheStreamWhenTheOwnerGoesAway() throws Exception {
    owner.contest.publishTask(Tasks.task("t", 1).build());

    try (Stream<String> lines = other.events(EVENTS, "").body()) {
      var line = lines.iterator();
      assertThat(line.next()).isEqualTo("id: 2.-1");
      owner.stopServer();

      while (line.hasNext()) {
        assertThat(line.next()).doesNotStartWith("id:");
      }
    }
  }

  @Test
  void shouldAskToTryAgainWhenTheOwnerIsGone() throws Exception {
    fill();
    owner.stopServer();

    for (String path : PATHS) {
      assertTryAgain(path, other.get(path));
    }
    assertTryAgain(EVENTS, other.get(EVENTS, "Accept", "text/event-stream"));
    assertTryAgain("POST", other.post(QueryServerTest.SPEC.formatted("b".repeat(40))));
    assertThat(other.kafka.history()).isEmpty();
  }

  @Test
  void shouldNotHandARequestOnWhenItWasHandedOnBefore() throws Exception {
    fill();

    for (String path : PATHS) {
      assertTryAgain(path, other.get(path, "Winnow-Forwarded", "1", "Winnow-Partitions", "0"));
    }
    assertThat(owner.get("/v1/tasks", "Winnow-Forwarded", "1").statusCode()).isEqualTo(400);
    assertTryAgain(
        "a partition too many",
        owner.get("/v1/tasks", "Winnow-Forwarded", "1", "Winnow-Partitions", "0,1"));
  }

  @Test
  void shouldAskTheOwnerWhetherAnIdIsTakenWhenATaskIsSubmitted() throws Exception {
    String spec = QueryServerTest.SPEC.formatted("b".repeat(40));

    assertThat(other.post(spec).statusCode()).isEqualTo(202);
    assertThat(other.kafka.history()).hasSize(1);
    Task task = other.kafka.history().get(0).value();
    owner.contest.publishTask(Tasks.task(task.getTaskId(), 1).build());

    assertThat(other.post(spec).statusCode()).isEqualTo(409);
    assertThat(other.kafka.history()).hasSize(1);
  }

  private void fill() {
    owner.play("t", 5, 9);
    owner.play("older", 7);
    owner.checks.publish(PullRequests.pushed('a', 1).build());
    owner.checks.publish(PullRequests.found(owner.checks.newOrder(), "orders"));
  }

  private List<String> lines(String lastId) throws Exception {
    return lines(other, lastId);
  }

  private static List<String> lines(QueryWorld world, String lastId) throws Exception {
    try (Stream<String> lines = world.events(EVENTS, lastId).body()) {
      return lines.filter(line -> !line.startsWith(":")).toList();
    }
  }

  private static void assertTryAgain(String what, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(what).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).as(what).isPresent();
  }
}
