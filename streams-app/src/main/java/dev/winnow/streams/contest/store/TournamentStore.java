package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Tournament;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far the merge tournament of each task is that has one. Key: task id. */
public final class TournamentStore {
  public static final String NAME = "tournaments-by-task-store";

  private final KeyValueStore<String, Tournament> store;

  TournamentStore(KeyValueStore<String, Tournament> store) {
    this.store = store;
  }

  public Optional<Tournament> get(String taskId) {
    return Optional.ofNullable(store.get(taskId));
  }

  public void put(Tournament tournament) {
    store.put(tournament.getTaskId(), tournament);
  }

  public void remove(String taskId) {
    store.put(taskId, null);
  }
}
