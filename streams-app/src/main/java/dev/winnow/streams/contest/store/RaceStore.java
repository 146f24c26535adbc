package dev.winnow.streams.contest.store;

import dev.winnow.schemas.RacePoint;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The tops of boards over time. Key: task id / version of the board, in ten digits, so that a scan
 * gives them in their order.
 */
public final class RaceStore {
  public static final String NAME = "race-by-version-store";

  private final KeyValueStore<String, RacePoint> store;

  RaceStore(KeyValueStore<String, RacePoint> store) {
    this.store = store;
  }

  private static String key(String taskId, long version) {
    String digits = Long.toString(version);
    return taskId + '/' + "0".repeat(Math.max(0, 10 - digits.length())) + digits;
  }

  public void put(RacePoint point) {
    store.put(key(point.getTaskId(), point.getVersion()), point);
  }

  /** Forgets some versions; those that are not there are passed over. */
  public void remove(String taskId, List<Long> versions) {
    versions.forEach(version -> store.delete(key(taskId, version)));
  }

  /** Forgets the race of a task. */
  public void removeAll(String taskId) {
    remove(taskId, Integer.MAX_VALUE);
  }

  /** Takes records of a task out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.records(store, taskId, limit).size();
  }

  /** The points of a task by version, from a store that is only read. */
  public static List<RacePoint> of(ReadOnlyKeyValueStore<String, RacePoint> store, String taskId) {
    List<RacePoint> points = new ArrayList<>();
    try (KeyValueIterator<String, RacePoint> found =
        store.prefixScan(taskId + '/', new StringSerializer())) {
      found.forEachRemaining(entry -> points.add(entry.value));
    }
    return points;
  }
}
