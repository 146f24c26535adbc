package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.schemas.spec.TaskSpec;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.contest.store.BoardSnapshot;
import dev.winnow.streams.contest.store.BoardSnapshot.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The resources under /v1/tasks. */
final class TaskResource implements Resource {
  private static final String TASKS = "tasks";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Problem TOO_LARGE =
      new Problem(
          "document",
          "makes a task that is larger than the topic takes",
          "take variants away, or shorten prompts and parameters");

  private final Router<ContestViews> router;
  private final CommittedViews committed;
  private final TaskPublisher publisher;
  private final EventStreams events;

  TaskResource(
      Router<ContestViews> router,
      CommittedViews committed,
      TaskPublisher publisher,
      EventStreams events) {
    this.router = router;
    this.committed = committed;
    this.publisher = publisher;
    this.events = events;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    // First of all, since it is what pages and scripts ask for over and over.
    routes.get(
        "/v1/tasks/{id}/leaderboard",
        byView(this::committedBoard, of(this::leaderboard)),
        Scope.READ);
    routes.get("/v1/tasks", router.all(new Contests()), Scope.READ);
    routes.post("/v1/tasks", this::submit, Scope.SUBMIT);
    routes.get("/v1/tasks/{id}", of(this::get), Scope.READ);
    routes.get(
        "/v1/tasks/{id}/verdict", byView(this::committedVerdict, of(this::verdict)), Scope.READ);
    events.add(routes, "/v1/tasks/{id}/events", router, TaskResource::taskId, this::feed);
  }

  private Handler of(Answering<ContestViews> answering) {
    return router.one(TaskResource::taskId, answering);
  }

  /** What a request wants to see. */
  private enum View {
    /** What the owner's store holds, which may not be committed yet. */
    LATEST,
    /** What was published and is committed. */
    COMMITTED
  }

  private static Handler byView(Handler ofCommitted, Handler ofLatest) {
    return http -> {
      View view = Parameters.oneOf(http, "view", View.class).orElse(View.LATEST);
      (view == View.COMMITTED ? ofCommitted : ofLatest).handle(http);
    };
  }

  /** The list of them. */
  private static final class Contests implements Listing<ContestViews> {
    @Override
    public String name() {
      return TASKS;
    }

    @Override
    public Comparator<JsonNode> order() {
      return Comparator.comparing(Contests::placeOf, ContestPlace.ORDER);
    }

    @Override
    public String place(JsonNode item) {
      return placeOf(item).toString();
    }

    private static ContestPlace placeOf(JsonNode item) {
      return new ContestPlace(
          Instant.parse(item.path("startedAt").asText()), item.path("taskId").asText());
    }

    @Override
    public Page<JsonNode> read(Context http, List<ContestViews> partitions) {
      int limit = Parameters.limit(http, Parameters.LIST_LIMIT);
      var after = Parameters.after(http, TASKS).map(ContestPlace::read);
      return ContestViews.contests(partitions, limit, after).map(RecordJson::of);
    }
  }

  private void get(Context http, ContestViews contests) {
    Contest contest = contest(http, contests);
    Task task = contests.task(contest.getTaskId()).orElseThrow(() -> noTask(contest.getTaskId()));
    Answers.send(
        http,
        "contest-" + contest.getRevision() + '-' + contest.getUpdatedAt().toEpochMilli(),
        () -> {
          ObjectNode body = JSON.objectNode();
          body.set("task", RecordJson.of(task));
          body.set("contest", RecordJson.of(contest));
          return body;
        });
  }

  private void leaderboard(Context http, ContestViews contests) {
    sendBoard(
        http,
        "latest",
        contests
            .board(taskId(http))
            .orElseGet(() -> new BoardSnapshot(Boards.empty(contest(http, contests)))));
  }

  private void committedBoard(Context http) {
    String taskId = taskId(http);
    Leaderboard board =
        committed
            .leaderboard(taskId)
            .orElseThrow(
                () -> ApiProblem.notFound("no leaderboard of '" + taskId + "' is committed"));
    sendBoard(http, "committed", new BoardSnapshot(board));
  }

  private static void sendBoard(Context http, String view, BoardSnapshot snapshot) {
    // Javalin decodes a query as the body's charset says, so then the query is not all that counts.
    Answer answer =
        http.header("Content-Type") == null
            ? snapshot.answer(view + '?' + http.queryString(), () -> answer(http, view, snapshot))
            : answer(http, view, snapshot);
    Answers.sendBytes(http, answer.version(), answer.body());
  }

  private static Answer answer(Context http, String view, BoardSnapshot snapshot) {
    Leaderboard board = snapshot.board();
    int limit = Parameters.limit(http, Parameters.TOP_LIMIT);
    List<String> fields = Parameters.fields(http, LeaderboardEntry.getClassSchema());
    // Beside the version its time: what a transaction that was aborted has shown is another one.
    String version =
        "board-"
            + view
            + '-'
            + board.getVersion()
            + '-'
            + board.getUpdatedAt().toEpochMilli()
            + '-'
            + limit
            + '-'
            + String.join(".", fields);
    return new Answer(
        version,
        () ->
            snapshot.body(
                limit, fields, () -> Answers.bytes(Boards.json(Boards.top(board, limit), fields))));
  }

  private Feed feed(Context http, ContestViews contests) {
    String taskId = contest(http, contests).getTaskId();
    return new TaskFeed(
        () -> router.here(taskId),
        taskId,
        EventId.read(http.header(EventStreams.LAST_ID)),
        Parameters.limit(http, Parameters.MOST));
  }

  private void verdict(Context http, ContestViews contests) {
    String taskId = contest(http, contests).getTaskId();
    Verdict verdict =
        contests
            .verdict(taskId)
            .orElseThrow(() -> ApiProblem.notFound("task '" + taskId + "' is not decided yet"));
    sendVerdict(http, verdict);
  }

  private void committedVerdict(Context http) {
    String taskId = taskId(http);
    Verdict verdict =
        committed
            .verdict(taskId)
            .orElseThrow(() -> ApiProblem.notFound("no verdict of '" + taskId + "' is committed"));
    sendVerdict(http, verdict);
  }

  private static void sendVerdict(Context http, Verdict verdict) {
    JsonNode body = RecordJson.of(verdict);
    // A verdict has no number, and may be another one after the task is graded anew.
    Answers.send(http, "verdict-" + Sha256.hex(body.toString()).substring(0, 32), () -> body);
  }

  private void submit(Context http) throws InterruptedException {
    Task task = parse(http.body());
    List<Problem> problems = TaskRules.check(task);
    if (!problems.isEmpty()) {
      throw ApiProblem.badTask(problems);
    }
    String taskId = task.getTaskId();
    if (router.has(
        http,
        taskId,
        "/v1/tasks/" + taskId,
        here -> here.contest(taskId).isPresent() || here.task(taskId).isPresent())) {
      throw ApiProblem.conflict(
          "a task '" + task.getTaskId() + "' was submitted before; choose another id");
    }
    try {
      publisher.publish(task);
    } catch (TaskPublisher.NotPublishedException e) {
      throw e.isTooLarge()
          ? ApiProblem.badTask(List.of(TOO_LARGE))
          : ApiProblem.unavailable("Kafka did not take the task in time; try again");
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
    String taskId = taskId(http);
    return contests.contest(taskId).orElseThrow(() -> noTask(taskId));
  }

  /** The id of the task that the path names. */
  static String taskId(Context http) {
    return http.pathParam("id");
  }

  /** Says that there is no such task. */
  static ApiProblem noTask(String taskId) {
    return ApiProblem.notFound("there is no task '" + taskId + "'");
  }
}
