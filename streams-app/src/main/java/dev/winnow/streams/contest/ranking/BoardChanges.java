package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.BoardChange;
import dev.winnow.schemas.BoardChangeKind;
import dev.winnow.schemas.LeaderboardEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one version of a board changed against the version before. */
public final class BoardChanges {
  private BoardChanges() {}

  /**
   * Who entered, left or moved. A candidate is the same as long as its cluster is; one whose rank
   * is the same is not named, whatever else is known of it now.
   *
   * @param before entries of the version before, in the order of their ranks; empty for the first
   * @param now entries of the version that follows, in the order of their ranks
   * @return in the order of the new ranks, then those that left in the order of their old ones
   */
  public static List<BoardChange> between(
      List<LeaderboardEntry> before, List<LeaderboardEntry> now) {
    Map<String, LeaderboardEntry> left = new LinkedHashMap<>();
    before.forEach(entry -> left.put(entry.getClusterId(), entry));
    List<BoardChange> changes = new ArrayList<>();
    for (LeaderboardEntry entry : now) {
      LeaderboardEntry old = left.remove(entry.getClusterId());
      if (old == null) {
        changes.add(change(BoardChangeKind.ENTERED, entry, 0, entry.getRank()));
      } else if (old.getRank() != entry.getRank()) {
        changes.add(change(BoardChangeKind.MOVED, entry, old.getRank(), entry.getRank()));
      }
    }
    left.values()
        .forEach(entry -> changes.add(change(BoardChangeKind.LEFT, entry, entry.getRank(), 0)));
    return changes;
  }

  private static BoardChange change(
      BoardChangeKind kind, LeaderboardEntry entry, int from, int to) {
    return BoardChange.newBuilder()
        .setKind(kind)
        .setClusterId(entry.getClusterId())
        .setAttemptId(entry.getAttemptId())
        .setVariant(entry.getVariant())
        .setFrom(from)
        .setTo(to)
        .build();
  }
}
