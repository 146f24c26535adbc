package dev.winnow.streams.contest;

import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaderboards from standings. */
final class Boards {
  private Boards() {}

  /** Entries for standings that are given best first. */
  static List<LeaderboardEntry> entries(List<Standing> ranked) {
    List<LeaderboardEntry> entries = new ArrayList<>(ranked.size());
    for (Standing standing : ranked) {
      entries.add(
          LeaderboardEntry.newBuilder()
              .setRank(entries.size() + 1)
              .setClusterId(standing.getClusterId())
              .setAttemptId(standing.getAttemptId())
              .setVariant(standing.getVariant())
              .setCommit(standing.getCommit())
              .setSize(standing.getSize())
              .setMetrics(standing.getMetrics())
              .setCost(standing.getCost())
              .setDiff(standing.getDiff())
              .build());
    }
    return entries;
  }

  /**
   * The next version of a board.
   *
   * @return empty when nothing on it has changed
   */
  static Optional<Leaderboard> next(
      String taskId, Optional<Leaderboard> last, List<LeaderboardEntry> entries, Instant now) {
    if (last.map(board -> board.getEntries().equals(entries)).orElse(entries.isEmpty())) {
      return Optional.empty();
    }
    long version = last.map(Leaderboard::getVersion).orElse(0L) + 1;
    return Optional.of(new Leaderboard(taskId, version, entries, now));
  }
}
