package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.Tasks;
import dev.winnow.streams.contest.store.ContestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final String EVENTS = "/v1/tasks/t/events";
  private static final String REPORTS = "/v1/pull-requests/acme/shop/1/events";

  private final QueryWorld world = new QueryWorld();

  @AfterEach
  void close() {
    world.close();
  }

  /** One event as it is on the wire. */
  private record Heard(String event, String id, String data) {}

  @Test
  void shouldNameRevisionAndVersionWhenEventsAreSent() throws Exception {
    world.play("t", 5, 7);
    long revision = world.read("/v1/tasks/t").at("/contest/revision").asLong();
    long version = world.read("/v1/tasks/t/leaderboard").path("version").asLong();

    List<Heard> heard = hear(EVENTS, "", 3);

    assertThat(heard.stream().map(Heard::event))
        .containsExactly("contest", "leaderboard", "verdict");
    assertThat(heard.stream().map(Heard::id))
        .containsExactly(revision + ".-1", revision + "." + version, revision + "." + version);
  }

  @Test
  void shouldSendOnlyWhatIsNewerWhenAClientComesBack() throws Exception {
    world.play("t", 5, 7);
    List<Heard> all = hear(EVENTS, "", 3);

    assertThat(hear(EVENTS, all.get(0).id(), 2).stream().map(Heard::event))
        .containsExactly("leaderboard", "verdict");
    assertThat(hear(EVENTS, all.get(1).id(), 1).stream().map(Heard::event))
        .containsExactly("verdict");
    String older = "1." + all.get(1).id().substring(all.get(1).id().indexOf('.') + 1);
    assertThat(hear(EVENTS, older, 2).stream().map(Heard::event))
        .containsExactly("contest", "verdict");
  }

  @Test
  void shouldSendAllWhenTheLastIdIsNone() throws Exception {
    world.play("t", 5, 7);

    for (String bad : List.of("12", "a.b", "1.2.3", "99999999999999999999.1", "-5.1", "999.999")) {
      assertThat(hear(EVENTS, bad, 3)).as(bad).hasSize(3);
    }
  }

  @Test
  void shouldSendTheBestWhenALimitIsGiven() throws Exception {
    world.play("t", 5, 7, 6);

    Heard board = hear(EVENTS + "?limit=1", "", 2).get(1);

    assertThat(new ObjectMapper().readTree(board.data()).path("entries")).hasSize(1);
    assertThat(world.get(EVENTS + "?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldWaitForWhatIsNewWhenAContestRuns() throws Exception {
    world.contest.publishTask(Tasks.task("t", 1).build());
    String id = hear(EVENTS, "", 1).get(0).id();
    try (Stream<String> lines = world.events(EVENTS, id).body()) {
      world.contest.publish(
          dev.winnow.streams.contest.ContestDriver.patch(
              world.contest.newAttempts().get(0), "a", "0.01"));

      assertThat(lines.filter(line -> line.startsWith("id:")).findFirst())
          .get()
          .isNotEqualTo("id: " + id);
    }
  }

  @Test
  void shouldEndTheStreamAndThenAnswer404WhenTheTaskIsRemoved() throws Exception {
    world.contest.publishTask(Tasks.task("t", 1).build());
    String id = hear(EVENTS, "", 1).get(0).id();
    try (Stream<String> lines = world.events(EVENTS, id).body()) {
      world.contest.stores().get(ContestStore.NAME).delete("t");

      assertThat(lines.filter(line -> line.startsWith("data:"))).isEmpty();
    }
    assertThat(world.get(EVENTS).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldSendNoReportAgainWhenItHasNotChanged() throws Exception {
    world.checks.publish(PullRequests.pushed('a', 1).build());
    world.checks.publish(PullRequests.found(world.checks.newOrder(), "orders"));
    Heard first = hear(REPORTS, "", 1).get(0);

    try (Stream<String> lines = world.events(REPORTS, first.id()).body()) {
      world.checks.publish(PullRequests.pushed('b', 2).build());
      world.checks.publish(PullRequests.found(world.checks.newOrder(), "orders", "items"));

      assertThat(lines.filter(line -> line.startsWith("data:")).findFirst())
          .get()
          .isNotEqualTo("data: " + first.data());
    }
    assertThat(hear(REPORTS, "no-digest", 1)).hasSize(1);
  }

  private List<Heard> hear(String path, String lastId, int count) throws Exception {
    List<Heard> heard = new ArrayList<>();
    try (Stream<String> lines = world.events(path, lastId).body()) {
      var line = lines.iterator();
      String event = "";
      String id = "";
      StringBuilder data = new StringBuilder();
      while (heard.size() < count && line.hasNext()) {
        String text = line.next();
        if (text.startsWith("event:")) {
          event = text.substring(6).strip();
        } else if (text.startsWith("id:")) {
          id = text.substring(3).strip();
        } else if (text.startsWith("data:")) {
          data.append(text.substring(5).strip());
        } else if (text.isEmpty() && data.length() > 0) {
          heard.add(new Heard(event, id, data.toString()));
          data.setLength(0);
        }
      }
    }
    return heard;
  }
}
