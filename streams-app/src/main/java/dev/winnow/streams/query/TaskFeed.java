package dev.winnow.streams.query;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.control.Permission;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Events of a task: contest, leaderboard, and at last the verdict. The id of an event says what has
 * been told with it, so a client that comes back with the last one it saw is told the rest: the
 * verdict always, for it ends the stream.
 */
final class TaskFeed implements Feed {
  private final Supplier<ContestViews> here;
  private final String taskId;
  private final int limit;
  private EventId told;

  /**
   * @param here what can be read of the task; throws when it is moved to another instance
   * @param told what the client knows already
   * @param limit how many entries of a board are sent at most
   */
  TaskFeed(Supplier<ContestViews> here, String taskId, EventId told, int limit) {
    this.here = here;
    this.taskId = taskId;
    this.told = told;
    this.limit = limit;
  }

  @Override
  public Look look(Sink sink) {
    ContestViews views = here.get();
    // In the order opposite to the one they are written in, or the last board could be missed.
    Optional<Verdict> verdict = views.verdict(taskId);
    Optional<Contest> found = views.contest(taskId);
    if (found.isEmpty()) {
      // It was removed meanwhile; whoever comes back is told that it is not there.
      return Look.ENDED;
    }
    Contest contest = found.get();
    Look look = Look.NOTHING_NEW;
    if (contest.getRevision() != told.revision()) {
      told = new EventId(contest.getRevision(), told.version());
      sink.send("contest", contest, told.toString());
      look = Look.SENT;
    }
    Optional<Leaderboard> board = views.leaderboard(taskId);
    if (board.isPresent() && board.get().getVersion() != told.version()) {
      told = new EventId(told.revision(), board.get().getVersion());
      sink.send("leaderboard", Boards.top(board.get(), limit), told.toString());
      look = Look.SENT;
    }
    if (Permission.isOpen(contest.getStatus()) || verdict.isEmpty()) {
      return look;
    }
    sink.send("verdict", verdict.get(), told.toString());
    return Look.ENDED;
  }
}
