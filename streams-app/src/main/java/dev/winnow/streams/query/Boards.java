package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RecordJson;
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

  /**
   * A board as JSON.
   *
   * @param fields of each entry; all of them if none is named
   */
  static JsonNode json(Leaderboard board, List<String> fields) {
    JsonNode json = RecordJson.of(board);
    if (!fields.isEmpty()) {
      json.path("entries").forEach(entry -> ((ObjectNode) entry).retain(fields));
    }
    return json;
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
