package dev.winnow.streams.contest.store;

import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Goes through what a store has of one task, in the order of keys that begin with its id. */
final class TaskScan {
  private TaskScan() {}

  /**
   * Visits values until the visitor has had enough.
   *
   * @param after what follows task id and slash in the key after which it begins; empty for the
   *     first
   * @param visitor whether to go on
   */
  static <T> void after(
      ReadOnlyKeyValueStore<String, T> store, String taskId, String after, Predicate<T> visitor) {
    String prefix = taskId + '/';
    String from = after.isEmpty() ? prefix : prefix + after + Character.MIN_VALUE;
    try (KeyValueIterator<String, T> found = store.range(from, prefix + Character.MAX_VALUE)) {
      boolean more = true;
      while (more && found.hasNext()) {
        more = visitor.test(found.next().value);
      }
    }
  }
}
