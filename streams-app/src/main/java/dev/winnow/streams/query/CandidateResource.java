package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.streams.access.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import java.util.function.Predicate;

/** What was tried for a task: its attempts, and the standings of their clusters. */
final class CandidateResource implements Resource {
  private static final String ATTEMPTS = "attempts";
  private static final String STANDINGS = "standings";
  private static final String BOARD = "board";

  /** In what order standings come. */
  private enum Order {
    ID,
    RANK
  }

  private final Router<ContestViews> router;

  CandidateResource(Router<ContestViews> router) {
    this.router = router;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/tasks/{id}/attempts", of(this::attempts), Scope.READ);
    routes.get("/v1/tasks/{id}/attempts/{attempt}", of(this::attempt), Scope.READ);
    routes.get("/v1/tasks/{id}/standings", of(this::standings), Scope.READ);
    routes.get("/v1/tasks/{id}/standings/{cluster}", of(this::standing), Scope.READ);
  }

  private Handler of(Answering<ContestViews> answering) {
    return router.one(TaskResource::taskId, answering);
  }

  private void attempts(Context http, ContestViews contests) {
    String taskId = TaskResource.contest(http, contests).getTaskId();
    Page<Attempt> page =
        contests.attempts(
            taskId,
            wantedAttempts(http),
            Parameters.limit(http, Parameters.LIST_LIMIT),
            Parameters.after(http, ATTEMPTS).orElse(""));
    boolean hasLogs = Parameters.flag(http, "logs", true);
    Answers.send(
        http, Answers.page(ATTEMPTS, page, attempt -> RecordJson.of(shown(attempt, hasLogs))));
  }

  /** An attempt for a list: its log is most of it, and few of a list are looked at. */
  private static Attempt shown(Attempt attempt, boolean hasLog) {
    return hasLog ? attempt : Attempt.newBuilder(attempt).setLogTail("").build();
  }

  private static Predicate<Attempt> wantedAttempts(Context http) {
    Optional<Outcome> outcome = Parameters.oneOf(http, "outcome", Outcome.class);
    String variant = http.queryParam("variant");
    Optional<String> cluster = Optional.ofNullable(http.queryParam("cluster"));
    return attempt ->
        (outcome.isEmpty() || outcome.equals(attempt.getOutcome()))
            && (variant == null || variant.equals(attempt.getVariant()))
            && (cluster.isEmpty() || cluster.equals(attempt.getClusterId()));
  }

  private void attempt(Context http, ContestViews contests) {
    // A task that is not there is told before an attempt that is not.
    TaskResource.contest(http, contests);
    Answers.send(http, RecordJson.of(attemptOf(http, contests)));
  }

  /**
   * The attempt that the path names, of the task that it names.
   *
   * @throws ApiProblem with status 404 if there is none
   */
  static Attempt attemptOf(Context http, ContestViews contests) {
    String taskId = TaskResource.taskId(http);
    String attemptId = http.pathParam("attempt");
    return contests
        .attempt(taskId, attemptId)
        .orElseThrow(
            () -> ApiProblem.notFound("task '" + taskId + "' has no attempt '" + attemptId + "'"));
  }

  private void standings(Context http, ContestViews contests) {
    String taskId = TaskResource.contest(http, contests).getTaskId();
    int limit = Parameters.limit(http, Parameters.LIST_LIMIT);
    Optional<StandingState> state = Parameters.oneOf(http, "state", StandingState.class);
    Predicate<Standing> wanted = standing -> state.isEmpty() || state.get() == standing.getState();
    if (Parameters.oneOf(http, "order", Order.class).orElse(Order.ID) == Order.RANK) {
      RankPlace after = Parameters.after(http, BOARD).map(RankPlace::read).orElse(RankPlace.TOP);
      Page<RankedStanding> page = contests.ranked(taskId, wanted, limit, after);
      Answers.send(http, Answers.page(STANDINGS, BOARD, page, CandidateResource::ranked));
    } else {
      String after = Parameters.after(http, STANDINGS).orElse("");
      Page<Standing> page = contests.standings(taskId, wanted, limit, after);
      Answers.send(http, Answers.page(STANDINGS, page, RecordJson::of));
    }
  }

  private static JsonNode ranked(RankedStanding ranked) {
    ObjectNode json = (ObjectNode) RecordJson.of(ranked.standing());
    return json.put("rank", ranked.place().rank());
  }

  private void standing(Context http, ContestViews contests) {
    String taskId = TaskResource.contest(http, contests).getTaskId();
    String clusterId = http.pathParam("cluster");
    Standing standing =
        contests
            .standing(taskId, clusterId)
            .orElseThrow(
                () ->
                    ApiProblem.notFound(
                        "task '" + taskId + "' has no cluster '" + clusterId + "'"));
    Answers.send(http, RecordJson.of(standing));
  }
}
