package dev.winnow.streams.query;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Verdict;
import java.util.Optional;

/** Events of a task: contest, leaderboard, and at last the verdict. */
final class TaskFeed implements Feed {
  private final ContestViews views;
  private final String taskId;
  private long revision = -1;
  private long boardVersion = -1;

  TaskFeed(ContestViews views, String taskId) {
    this.views = views;
    this.taskId = taskId;
  }

  @Override
  public Look look(Sink sink) {
    Contest contest = views.contest(taskId).orElseThrow();
    if (contest.getRevision() == revision) {
      return Look.NOTHING_NEW;
    }
    revision = contest.getRevision();
    sink.send("contest", contest, revision);
    Optional<Leaderboard> board = views.leaderboard(taskId);
    if (board.isPresent() && board.get().getVersion() != boardVersion) {
      boardVersion = board.get().getVersion();
      sink.send("leaderboard", board.get(), revision);
    }
    if (contest.getStatus() == ContestStatus.RUNNING) {
      return Look.SENT;
    }
    Optional<Verdict> verdict = views.verdict(taskId);
    verdict.ifPresent(decided -> sink.send("verdict", decided, revision));
    return verdict.isPresent() ? Look.ENDED : Look.SENT;
  }
}
