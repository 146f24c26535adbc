package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.schemas.spec.TaskSpec;
import dev.winnow.streams.access.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The resources under /v1/tasks. */
final class TaskResource implements Resource {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ContestViews views;
  private final TaskPublisher publisher;
  private final EventStreams events;

  TaskResource(ContestViews views, TaskPublisher publisher, EventStreams events) {
    this.views = views;
    this.publisher = publisher;
    this.events = events;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/tasks", this::list, Scope.READ);
    routes.post("/v1/tasks", this::submit, Scope.SUBMIT);
    routes.get("/v1/tasks/{id}", this::get, Scope.READ);
    routes.get("/v1/tasks/{id}/leaderboard", this::leaderboard, Scope.READ);
    routes.get("/v1/tasks/{id}/attempts", this::attempts, Scope.READ);
    routes.get("/v1/tasks/{id}/attempts/{attempt}", this::attempt, Scope.READ);
    routes.get("/v1/tasks/{id}/verdict", this::verdict, Scope.READ);
    routes.before("/v1/tasks/{id}/events", this::requireEvents);
    routes.sse("/v1/tasks/{id}/events", client -> events.open(client, feed(client)), Scope.READ);
  }

  private void list(Context http) {
    answer(http, JSON.objectNode().set("tasks", array(views.contests())));
  }

  private void get(Context http) {
    Contest contest = contest(http);
    Task task = views.task(contest.getTaskId()).orElseThrow(() -> noTask(contest.getTaskId()));
    answer(
        http,
        JSON.objectNode()
            .<com.fasterxml.jackson.databind.node.ObjectNode>set("task", RecordJson.of(task))
            .set("contest", RecordJson.of(contest)));
  }

  private void leaderboard(Context http) {
    int limit = limit(http);
    Contest contest = contest(http);
    Leaderboard board =
        views
            .leaderboard(contest.getTaskId())
            .orElseGet(
                () ->
                    Leaderboard.newBuilder()
                        .setTaskId(contest.getTaskId())
                        .setVersion(0)
                        .setEntries(List.of())
                        .setUpdatedAt(contest.getStartedAt())
                        .build());
    List<dev.winnow.schemas.LeaderboardEntry> top =
        board.getEntries().subList(0, Math.min(limit, board.getEntries().size()));
    answer(http, RecordJson.of(Leaderboard.newBuilder(board).setEntries(top).build()));
  }

  private void attempts(Context http) {
    answer(
        http, JSON.objectNode().set("attempts", array(views.attempts(contest(http).getTaskId()))));
  }

  private void attempt(Context http) {
    String taskId = contest(http).getTaskId();
    String attemptId = http.pathParam("attempt");
    answer(
        http,
        RecordJson.of(
            views
                .attempt(taskId, attemptId)
                .orElseThrow(
                    () ->
                        ApiProblem.notFound(
                            "task '" + taskId + "' has no attempt '" + attemptId + "'"))));
  }

  /** Refuses events of no task, and who does not ask for a stream. */
  private void requireEvents(Context http) {
    contest(http);
    EventStreams.requireStream(http);
  }

  private Feed feed(SseClient client) {
    return new TaskFeed(views, client.ctx().pathParam("id"));
  }

  private void verdict(Context http) {
    String taskId = contest(http).getTaskId();
    answer(
        http,
        RecordJson.of(
            views
                .verdict(taskId)
                .orElseThrow(
                    () -> ApiProblem.notFound("task '" + taskId + "' is not decided yet"))));
  }

  private void submit(Context http) throws InterruptedException {
    Task task = parse(http.body());
    List<Problem> problems = TaskRules.check(task);
    if (!problems.isEmpty()) {
      throw ApiProblem.badTask(problems);
    }
    if (views.contest(task.getTaskId()).isPresent()) {
      throw ApiProblem.conflict(
          "a task '" + task.getTaskId() + "' was submitted before; choose another id");
    }
    try {
      publisher.publish(task);
    } catch (TaskPublisher.NotPublishedException e) {
      throw ApiProblem.unavailable("Kafka did not take the task in time; try again");
    }
    http.status(202).header("Location", "/v1/tasks/" + task.getTaskId());
    answer(http, JSON.objectNode().put("taskId", task.getTaskId()));
  }

  private static Task parse(String body) {
    Parsed parsed = TaskSpec.parse(body);
    if (parsed instanceof Parsed.Invalid invalid) {
      throw ApiProblem.badTask(invalid.problems());
    }
    return ((Parsed.Valid) parsed).task();
  }

  private Contest contest(Context http) {
    String taskId = http.pathParam("id");
    return views.contest(taskId).orElseThrow(() -> noTask(taskId));
  }

  private static ApiProblem noTask(String taskId) {
    return ApiProblem.notFound("there is no task '" + taskId + "'");
  }

  /** The parameter limit, 10 where it is not given. */
  static int limit(Context http) {
    String given = http.queryParam("limit");
    if (given == null) {
      return 10;
    }
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, with what is expected.
    }
    throw ApiProblem.badParameter("limit must be a whole number from 1, not '" + given + "'");
  }

  /** Records as a list. */
  static ArrayNode array(List<? extends SpecificRecord> records) {
    ArrayNode array = JSON.arrayNode();
    records.forEach(record -> array.add(RecordJson.of(record)));
    return array;
  }

  /** Answers with JSON. */
  static void answer(Context http, JsonNode body) {
    http.contentType("application/json").result(body.toString());
  }
}
