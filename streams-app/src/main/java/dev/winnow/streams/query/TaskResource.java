package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.schemas.spec.TaskSpec;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import java.util.List;

/** The resources under /v1/tasks. */
final class TaskResource implements Resource {
  private static final String TASKS = "tasks";
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
    routes.get("/v1/tasks", this::list);
    routes.post("/v1/tasks", this::submit);
    routes.get("/v1/tasks/{id}", of(this::get));
    routes.get("/v1/tasks/{id}/leaderboard", of(this::leaderboard));
    routes.get("/v1/tasks/{id}/verdict", of(this::verdict));
    routes.before("/v1/tasks/{id}/events", this::requireEvents);
    routes.sse("/v1/tasks/{id}/events", client -> events.open(client, feed(client)));
  }

  private Handler of(Answering<ContestViews> answering) {
    return http -> answering.answer(http, views);
  }

  private void list(Context http) {
    Page<Contest> page =
        views.contests(
            Parameters.limit(http, Parameters.LIST_LIMIT),
            Parameters.after(http, TASKS).map(ContestPlace::read));
    Answers.send(http, Answers.page(TASKS, page, RecordJson::of));
  }

  private void get(Context http, ContestViews contests) {
    Contest contest = contest(http, contests);
    Task task = contests.task(contest.getTaskId()).orElseThrow(() -> noTask(contest.getTaskId()));
    ObjectNode body = JSON.objectNode();
    body.set("task", RecordJson.of(task));
    body.set("contest", RecordJson.of(contest));
    Answers.send(http, body);
  }

  private void leaderboard(Context http, ContestViews contests) {
    int limit = Parameters.limit(http, Parameters.TOP_LIMIT);
    Contest contest = contest(http, contests);
    Leaderboard board =
        contests.leaderboard(contest.getTaskId()).orElseGet(() -> Boards.empty(contest));
    Answers.send(http, RecordJson.of(Boards.top(board, limit)));
  }

  /** Refuses events of no task, and who does not ask for a stream. */
  private void requireEvents(Context http) {
    contest(http, views);
    Parameters.limit(http, Parameters.MOST);
    EventStreams.requireStream(http);
  }

  private Feed feed(SseClient client) {
    Context http = client.ctx();
    return new TaskFeed(
        views,
        http.pathParam("id"),
        EventId.read(http.header(EventStreams.LAST_ID)),
        Parameters.limit(http, Parameters.MOST));
  }

  private void verdict(Context http, ContestViews contests) {
    String taskId = contest(http, contests).getTaskId();
    Verdict verdict =
        contests
            .verdict(taskId)
            .orElseThrow(() -> ApiProblem.notFound("task '" + taskId + "' is not decided yet"));
    Answers.send(http, RecordJson.of(verdict));
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
    Answers.send(http, JSON.objectNode().put("taskId", task.getTaskId()));
  }

  private static Task parse(String body) {
    Parsed parsed = TaskSpec.parse(body);
    if (parsed instanceof Parsed.Invalid invalid) {
      throw ApiProblem.badTask(invalid.problems());
    }
    return ((Parsed.Valid) parsed).task();
  }

  /**
   * The contest of the task that the path names.
   *
   * @throws ApiProblem with status 404 if there is none
   */
  static Contest contest(Context http, ContestViews contests) {
    String taskId = http.pathParam("id");
    return contests.contest(taskId).orElseThrow(() -> noTask(taskId));
  }

  private static ApiProblem noTask(String taskId) {
    return ApiProblem.notFound("there is no task '" + taskId + "'");
  }
}
