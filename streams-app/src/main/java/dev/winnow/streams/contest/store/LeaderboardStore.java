package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Leaderboard;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** The last published leaderboard of each task. Key: task id. */
public final class LeaderboardStore {
  public static final String NAME = "leaderboards-by-task-store";

  private final KeyValueStore<String, Leaderboard> store;

  LeaderboardStore(KeyValueStore<String, Leaderboard> store) {
    this.store = store;
  }

  public Optional<Leaderboard> get(String taskId) {
    return Optional.ofNullable(store.get(taskId));
  }

  public void put(Leaderboard leaderboard) {
    store.put(leaderboard.getTaskId(), leaderboard);
  }

  public void remove(String taskId) {
    store.put(taskId, null);
  }
}
