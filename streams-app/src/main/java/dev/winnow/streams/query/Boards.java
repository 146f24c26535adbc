package dev.winnow.streams.query;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import java.util.List;

/** Leaderboards as they are shown. */
final class Boards {
  private Boards() {}

  /** The best of a board. */
  static Leaderboard top(Leaderboard board, int limit) {
    return board.getEntries().size() <= limit
        ? board
        : Leaderboard.newBuilder(board).setEntries(board.getEntries().subList(0, limit)).build();
  }

  /** The board of a contest that has published none yet. */
  static Leaderboard empty(Contest contest) {
    return Leaderboard.newBuilder()
        .setTaskId(contest.getTaskId())
        .setVersion(0)
        .setEntries(List.of())
        .setUpdatedAt(contest.getStartedAt())
        .build();
  }
}
