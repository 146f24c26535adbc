package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Verdict;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** The verdict of each task that is decided. Key: task id. */
public final class VerdictStore {
  public static final String NAME = "verdicts-by-task-store";

  private final KeyValueStore<String, Verdict> store;

  VerdictStore(KeyValueStore<String, Verdict> store) {
    this.store = store;
  }

  public Optional<Verdict> get(String taskId) {
    return Optional.ofNullable(store.get(taskId));
  }

  public void put(Verdict verdict) {
    store.put(verdict.getTaskId(), verdict);
  }

  public void remove(String taskId) {
    store.put(taskId, null);
  }
}
