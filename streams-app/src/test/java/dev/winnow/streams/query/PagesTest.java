package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.Tasks;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagesTest {
  private final QueryWorld world = new QueryWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldGiveEachTaskOnceWhenListIsPagedThrough() throws Exception {
    for (String id : List.of("one", "two", "three", "four", "five")) {
      world.contest.publishTask(Tasks.task(id, 1).build());
    }

    for (int limit = 1; limit <= 6; limit++) {
      assertThat(texts(world.pages("/v1/tasks", "tasks", limit), "taskId"))
          .as("limit %d", limit)
          .containsExactly("five", "four", "one", "three", "two");
    }
  }

  @Test
  void shouldKeepItsPlaceWhenTasksComeBetweenPages() throws Exception {
    for (String id : List.of("b", "d", "f")) {
      world.contest.publishTask(Tasks.task(id, 1).build());
    }
    String next = world.read("/v1/tasks?limit=2").path("next").asText();
    world.contest.publishTask(Tasks.task("a", 1).build());
    world.contest.publishTask(Tasks.task("e", 1).build());

    JsonNode page = world.read("/v1/tasks?limit=2&after=" + next);

    assertThat(texts(page.path("tasks"), "taskId")).containsExactly("e", "f");
    assertThat(page.has("next")).isFalse();
  }

  @Test
  void shouldGiveEachAttemptOnceWhenListIsPagedThrough() throws Exception {
    world.play("t", 5, Double.NaN, 9, 7);
    world.play("t2", 1);

    assertThat(texts(world.pages("/v1/tasks/t/attempts", "attempts", 3), "attemptId"))
        .containsExactly("v1-1", "v2-1", "v3-1", "v4-1");
  }

  @Test
  void shouldFilterAttemptsWhenOutcomeVariantOrClusterIsGiven() throws Exception {
    world.play("t", 5, Double.NaN, 9);
    String cluster = world.read("/v1/tasks/t/attempts/v3-1").path("clusterId").asText();

    String path = "/v1/tasks/t/attempts?";
    assertThat(ids(path + "variant=v2")).containsExactly("v2-1");
    assertThat(ids(path + "cluster=" + cluster)).containsExactly("v3-1");
    assertThat(ids(path + "outcome=succeeded")).hasSize(3);
    assertThat(ids(path + "outcome=SUCCEEDED&variant=v1")).containsExactly("v1-1");
    assertThat(ids(path + "outcome=TIMED_OUT")).isEmpty();
  }

  @Test
  void shouldWalkTheBoardWhenStandingsAreOrderedByRank() throws Exception {
    world.play("t", 5, Double.NaN, 9, 7, 8);
    world.play("t2", 100);

    for (int limit = 1; limit <= 5; limit++) {
      List<JsonNode> ranked = world.pages("/v1/tasks/t/standings?order=rank", "standings", limit);

      assertThat(texts(ranked, "variant")).containsExactly("v3", "v5", "v4", "v1");
      assertThat(texts(ranked, "rank")).containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  void shouldGiveAllOrThoseOfAStateWhenStandingsAreOrderedById() throws Exception {
    world.play("t", 5, Double.NaN, 9);

    List<JsonNode> all = world.pages("/v1/tasks/t/standings", "standings", 2);

    assertThat(texts(all, "clusterId")).isSorted().doesNotHaveDuplicates();
    assertThat(texts(all, "variant")).contains("v1", "v2", "v3");
    JsonNode rejected = world.read("/v1/tasks/t/standings?state=REJECTED").path("standings");
    assertThat(texts(rejected, "variant")).containsExactly("v2");
    assertThat(world.read("/v1/tasks/t/standings?state=rejected&order=rank").path("standings"))
        .isEmpty();
  }

  @Test
  void shouldAnswerWithOneStandingWhenItsClusterIsNamed() throws Exception {
    world.play("t", 5);
    String cluster = world.read("/v1/tasks/t/attempts/v1-1").path("clusterId").asText();

    assertThat(world.read("/v1/tasks/t/standings/" + cluster).path("state").asText())
        .isEqualTo("MEASURED");
    assertThat(world.get("/v1/tasks/t/standings/none").statusCode()).isEqualTo(404);
    assertThat(world.get("/v1/tasks/none/standings").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldGiveFindingsAndPullRequestsOnceWhenPagedThrough() throws Exception {
    for (int number = 1; number <= 3; number++) {
      world.checks.publish(PullRequests.pushed('a', 1).setNumber(number).build());
      world.checks.publish(PullRequests.found(world.checks.newOrder(), "a", "b", "c", "d", "e"));
    }

    assertThat(texts(world.pages("/v1/pull-requests", "pullRequests", 2), "number"))
        .containsExactly("1", "2", "3");
    String path = "/v1/pull-requests/acme/shop/1/findings";
    List<String> findings = texts(world.pages(path, "findings", 2), "fingerprint");
    assertThat(findings).hasSize(5).doesNotHaveDuplicates();
    assertThat(texts(world.read(path).path("findings"), "fingerprint")).isEqualTo(findings);
    assertThat(world.read(path + "?limit=1").path("total").asInt()).isEqualTo(5);
  }

  @Test
  void shouldSayWhatIsExpectedWhenAParameterCannotBeUsed() throws Exception {
    world.play("t", 5, 6);
    String ofTasks = world.read("/v1/tasks/t/attempts?limit=1").path("next").asText();

    for (String query :
        List.of(
            "/v1/tasks?limit=0",
            "/v1/tasks?limit=1001",
            "/v1/tasks?limit=",
            "/v1/tasks?after=%20",
            "/v1/tasks?after=" + ofTasks,
            "/v1/tasks/t/attempts?after=AAAA",
            "/v1/tasks/t/attempts?outcome=none",
            "/v1/tasks/t/standings?state=none",
            "/v1/tasks/t/standings?order=none",
            "/v1/tasks/t/standings?order=rank&after=" + Cursor.of("board", "x y"),
            "/v1/tasks?after=" + Cursor.of("tasks", "now"),
            "/v1/tasks/t/leaderboard?limit=1001")) {
      var answer = world.get(query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(QueryWorld.json(answer).path("detail").asText()).as(query).contains(" must be ");
    }
  }

  private List<String> ids(String path) throws Exception {
    return texts(world.read(path).path("attempts"), "attemptId");
  }

  private static List<String> texts(Iterable<JsonNode> items, String field) {
    List<String> texts = new java.util.ArrayList<>();
    items.forEach(item -> texts.add(item.path(field).asText()));
    return texts;
  }
}
