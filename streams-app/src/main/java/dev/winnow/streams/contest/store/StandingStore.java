package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Standings. Key: task id / cluster id. */
public final class StandingStore {
  public static final String NAME = "standings-by-cluster-store";

  private final KeyValueStore<String, Standing> store;

  /** Wraps an open store. */
  public StandingStore(KeyValueStore<String, Standing> store) {
    this.store = store;
  }

  /** The key of a standing. */
  public static String key(String taskId, String clusterId) {
    return taskId + '/' + clusterId;
  }

  public Optional<Standing> get(String taskId, String clusterId) {
    return Optional.ofNullable(store.get(key(taskId, clusterId)));
  }

  public void put(Standing standing) {
    store.put(key(standing.getTaskId(), standing.getClusterId()), standing);
  }

  /** Visits the standings of a task in the order of their ids. */
  public void forEach(String taskId, Consumer<Standing> visitor) {
    try (KeyValueIterator<String, Standing> found =
        store.prefixScan(key(taskId, ""), new StringSerializer())) {
      found.forEachRemaining(entry -> visitor.accept(entry.value));
    }
  }

  /**
   * Visits standings of a task in the order of their ids for as long as the visitor wants more.
   *
   * @param after the id after which it begins; empty for the first
   */
  public static void scan(
      ReadOnlyKeyValueStore<String, Standing> store,
      String taskId,
      String after,
      Predicate<Standing> visitor) {
    TaskScan.after(store, taskId, after, visitor);
  }

  /**
   * Takes standings of a task out.
   *
   * @param limit how many at most
   * @return their keys
   */
  List<String> remove(String taskId, int limit) {
    return TaskSweep.records(store, taskId, limit);
  }
}
