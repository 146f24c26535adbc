package dev.winnow.streams.contest.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes what a store has of one task out of it, in the order of keys that begin with its id. */
final class TaskSweep {
  private TaskSweep() {}

  /**
   * Takes records out.
   *
   * @param limit how many at most
   * @return their keys
   */
  static List<String> records(KeyValueStore<String, ?> store, String taskId, int limit) {
    return sweep(store, taskId + '/', new StringSerializer(), limit);
  }

  /** Takes entries out of a store whose keys are bytes, likewise; how many there were. */
  static int index(KeyValueStore<byte[], ?> store, String taskId, int limit) {
    return sweep(store, (taskId + '/').getBytes(UTF_8), new ByteArraySerializer(), limit).size();
  }

  private static <K, V> List<K> sweep(
      KeyValueStore<K, V> store, K prefix, Serializer<K> serializer, int limit) {
    List<K> keys = new ArrayList<>();
    try (KeyValueIterator<K, V> found = store.prefixScan(prefix, serializer)) {
      while (keys.size() < limit && found.hasNext()) {
        keys.add(found.next().key);
      }
    }
    // Unlike delete, this does not read what was there.
    keys.forEach(key -> store.put(key, null));
    return keys;
  }
}
