package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Attempt;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Attempts. Key: task id / attempt id. */
public final class AttemptStore {
  public static final String NAME = "attempts-by-id-store";

  private final KeyValueStore<String, Attempt> store;

  AttemptStore(KeyValueStore<String, Attempt> store) {
    this.store = store;
  }

  /** The key of an attempt. */
  public static String key(String taskId, String attemptId) {
    return taskId + '/' + attemptId;
  }

  public Optional<Attempt> get(String taskId, String attemptId) {
    return Optional.ofNullable(store.get(key(taskId, attemptId)));
  }

  public void put(Attempt attempt) {
    store.put(key(attempt.getTaskId(), attempt.getAttemptId()), attempt);
  }

  /** Visits the attempts of a task in the order of their ids. */
  public void forEach(String taskId, Consumer<Attempt> visitor) {
    try (KeyValueIterator<String, Attempt> found =
        store.prefixScan(key(taskId, ""), new StringSerializer())) {
      found.forEachRemaining(entry -> visitor.accept(entry.value));
    }
  }

  /**
   * Visits attempts of a task in the order of their ids for as long as the visitor wants more.
   *
   * @param after the id after which it begins; empty for the first
   */
  public static void scan(
      ReadOnlyKeyValueStore<String, Attempt> store,
      String taskId,
      String after,
      Predicate<Attempt> visitor) {
    TaskScan.after(store, taskId, after, visitor);
  }

  /** Takes records of a task out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.records(store, taskId, limit).size();
  }
}
