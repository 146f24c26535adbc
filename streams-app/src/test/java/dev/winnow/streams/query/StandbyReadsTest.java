package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.checks.store.FindingStore;
import dev.winnow.streams.checks.store.PullRequestStore;
import dev.winnow.streams.checks.store.ReportStore;
import dev.winnow.streams.contest.store.AttemptStore;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.contest.store.LeaderboardStore;
import dev.winnow.streams.contest.store.RaceStore;
import dev.winnow.streams.contest.store.RankStore;
import dev.winnow.streams.contest.store.StandingStore;
import dev.winnow.streams.contest.store.TaskStore;
import dev.winnow.streams.contest.store.VerdictStore;
import dev.winnow.streams.routing.Locator;
import dev.winnow.streams.routing.Place;
import dev.winnow.streams.routing.StandbyAges;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An owner, an instance with a standby copy, and one that holds nothing. */
class StandbyReadsTest {
  private static final List<String> PATHS =
      List.of(
          "/v1/tasks/t?",
          "/v1/tasks/t/leaderboard?limit=1&",
          "/v1/tasks/t/attempts?limit=1&",
          "/v1/tasks/t/attempts/v1-1?",
          "/v1/tasks/t/standings?order=rank&",
          "/v1/tasks/t/verdict?",
          "/v1/tasks/t/race?",
          "/v1/tasks/none?",
          "/v1/pull-requests/acme/shop/1/findings?");

  private static final List<String> STORES =
      List.of(
          TaskStore.NAME,
          ContestStore.NAME,
          AttemptStore.NAME,
          StandingStore.NAME,
          RankStore.NAME,
          LeaderboardStore.NAME,
          RaceStore.NAME,
          VerdictStore.NAME,
          PullRequestStore.NAME,
          ReportStore.NAME,
          FindingStore.NAME);

  private final AtomicLong clock = new AtomicLong();
  private final StandbyAges ages = new StandbyAges(clock::get);
  private final AtomicReference<Optional<HostInfo>> owner = new AtomicReference<>();
  private final QueryWorld active = new QueryWorld();
  private final QueryWorld standby = new QueryWorld(new Elsewhere(Set.of()), ages);
  private final QueryWorld other = new QueryWorld(new Elsewhere(Set.of(host(standby.uri()))));

  StandbyReadsTest() {
    owner.set(Optional.of(host(active.uri())));
  }

  @AfterEach
  void close() {
    other.close();
    standby.close();
    active.close();
  }

  /** One partition, which another instance owns. */
  private final class Elsewhere implements Locator {
    private final Set<HostInfo> standbys;

    Elsewhere(Set<HostInfo> standbys) {
      this.standbys = standbys;
    }

    @Override
    public Place locate(String key) {
      return new Place(0, owner.get(), standbys);
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
      return place.standbys();
    }
  }

  @Test
  void shouldAskTheOwnerFirstWhenACopyWouldDo() throws Exception {
    fill(active);
    complete();

    for (QueryWorld world : List.of(standby, other)) {
      for (String path : PATHS) {
        HttpResponse<String> expected = active.get(path);
        HttpResponse<String> answer = world.get(path + "staleness=1h");

        assertThat(answer.statusCode()).as(path).isEqualTo(expected.statusCode());
        assertThat(answer.body()).as(path).isEqualTo(expected.body());
        assertThat(staleness(answer)).as(path).isEmpty();
      }
    }
  }

  @Test
  void shouldAnswerFromACopyWhenTheOwnerIsGone() throws Exception {
    fill(active);
    fill(standby);
    complete();
    clock.addAndGet(700);
    List<HttpResponse<String>> expected = answers(active);
    active.stopServer();

    for (QueryWorld world : List.of(standby, other)) {
      for (int index = 0; index < PATHS.size(); index++) {
        String path = PATHS.get(index);
        HttpResponse<String> answer = world.get(path + "staleness=5s");

        assertThat(answer.statusCode()).as(path).isEqualTo(expected.get(index).statusCode());
        assertThat(answer.body()).as(path).isEqualTo(expected.get(index).body());
        assertThat(staleness(answer)).as(path).contains("700");
      }
    }
  }

  @Test
  void shouldAnswerFromACopyWhenTheOwnerIsRestoringOrUnknown() throws Exception {
    fill(standby);
    complete();
    active.state.set(State.REBALANCING);
    assertThat(staleness(other.get("/v1/tasks/t?staleness=1s"))).contains("0");
    assertThat(staleness(standby.get("/v1/tasks/t?staleness=1s"))).contains("0");

    owner.set(Optional.empty());

    assertThat(staleness(other.get("/v1/tasks/t?staleness=1s"))).contains("0");
    assertThat(staleness(standby.get("/v1/tasks/t?staleness=1s"))).contains("0");
  }

  @Test
  void shouldAskToTryAgainWhenACopyIsTooOldOrNobodyKnows() throws Exception {
    fill(standby);
    active.stopServer();
    assertTryAgain(standby.get("/v1/tasks/t?staleness=1h"));
    complete();
    clock.addAndGet(501);

    for (QueryWorld world : List.of(standby, other)) {
      assertTryAgain(world.get("/v1/tasks/t?staleness=500ms"));
      assertTryAgain(world.get("/v1/tasks/t?staleness=0"));
      assertTryAgain(world.get("/v1/tasks/t"));
      assertTryAgain(world.get("/v1/tasks?staleness=1h"));
      assertThat(world.get("/v1/tasks/t?staleness=501ms").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldGiveTheAgeOfTheOldestStoreThatWasRead() throws Exception {
    fill(standby);
    complete();
    active.stopServer();
    clock.addAndGet(1_000);
    look(ContestStore.NAME);

    assertThat(staleness(standby.get("/v1/tasks/none?staleness=5s"))).contains("0");
    assertThat(staleness(standby.get("/v1/tasks/t?staleness=5s"))).contains("1000");
    assertTryAgain(standby.get("/v1/tasks/t?staleness=999ms"));
  }

  @Test
  void shouldNotAnswerFromACopyWhenItIsAskedAsTheOwner() throws Exception {
    fill(standby);
    complete();

    assertTryAgain(standby.get("/v1/tasks/t?staleness=1h", "Winnow-Forwarded", "1"));
    assertTryAgain(other.get("/v1/tasks/t?staleness=1h", "Winnow-Forwarded", "copy"));
    assertThat(staleness(standby.get("/v1/tasks/t?staleness=1h", "Winnow-Forwarded", "copy")))
        .contains("0");
  }

  @Test
  void shouldNameTheParameterWhenAStalenessCannotBe() throws Exception {
    fill(active);

    for (String bad : List.of("", "5", "-1s", "61m", "2h", "1d", "soon")) {
      HttpResponse<String> answer = active.get("/v1/tasks/t?staleness=" + bad);

      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).contains("staleness must be a duration from 0 to 1h");
    }
    for (String good : List.of("0", "0s", "1h", "60m")) {
      assertThat(active.get("/v1/tasks/t?staleness=" + good).statusCode()).isEqualTo(200);
    }
  }

  private static void fill(QueryWorld world) {
    world.play("t", 5, 9);
    world.checks.publish(PullRequests.pushed('a', 1).build());
    world.checks.publish(PullRequests.found(world.checks.newOrder(), "orders"));
  }

  private static List<HttpResponse<String>> answers(QueryWorld world) throws Exception {
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (String path : PATHS) {
      answers.add(world.get(path));
    }
    return answers;
  }

  /** All copies are seen at the end. */
  private void complete() {
    STORES.forEach(
        store ->
            ages.started(
                new TopicPartition(store + "-changelog", 0), store, 0, Thread.currentThread()));
    clock.addAndGet(1);
    STORES.forEach(this::look);
  }

  private void look(String store) {
    ages.looked(store, 0, clock.get(), 5, 5);
  }

  private static HostInfo host(URI uri) {
    return new HostInfo(uri.getHost(), uri.getPort());
  }

  private static Optional<String> staleness(HttpResponse<String> answer) {
    return answer.headers().firstValue("Winnow-Staleness");
  }

  private static void assertTryAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(staleness(answer)).isEmpty();
  }
}
