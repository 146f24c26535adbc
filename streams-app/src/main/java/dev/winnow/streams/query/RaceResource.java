package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.Task;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.contest.RacePoints;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** The race of a task over time, for those who plot it. */
final class RaceResource implements Resource {
  private final Router<ContestViews> router;

  RaceResource(Router<ContestViews> router) {
    this.router = router;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/tasks/{id}/race", router.one(TaskResource::taskId, this::race), Scope.READ);
  }

  private void race(Context http, ContestViews views) {
    Contest contest = TaskResource.contest(http, views);
    String taskId = contest.getTaskId();
    List<RacePoint> points = views.race(taskId);
    // Stores of a standby copy need not be of the same moment.
    Task task = views.task(taskId).orElseThrow(() -> TaskResource.noTask(taskId));
    // The newest board is seldom one that is kept.
    views
        .leaderboard(taskId)
        .filter(board -> points.stream().allMatch(point -> isBefore(point, board)))
        .ifPresent(board -> points.add(RacePoints.of(task, contest, board)));
    Answers.send(http, JsonNodeFactory.instance.objectNode().set("points", Answers.array(points)));
  }

  private static boolean isBefore(RacePoint point, Leaderboard board) {
    return point.getVersion() < board.getVersion();
  }
}
