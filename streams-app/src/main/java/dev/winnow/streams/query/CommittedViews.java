package dev.winnow.streams.query;

import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.store.CommittedStore;
import java.util.Optional;

/**
 * What was published of contests and committed, which each instance has all of, also while
 * partitions move.
 */
final class CommittedViews {
  private final StoreLookup stores;

  /**
   * @param stores the global stores
   */
  CommittedViews(StoreLookup stores) {
    this.stores = stores;
  }

  Optional<Leaderboard> leaderboard(String taskId) {
    return Optional.ofNullable(
        stores.<Leaderboard>records(CommittedStore.LEADERBOARDS).get(taskId));
  }

  Optional<Verdict> verdict(String taskId) {
    return Optional.ofNullable(stores.<Verdict>records(CommittedStore.VERDICTS).get(taskId));
  }
}
