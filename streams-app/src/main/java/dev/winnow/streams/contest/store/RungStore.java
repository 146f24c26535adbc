package dev.winnow.streams.contest.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.streams.contest.dedup.Clusters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Who has passed a rung that lets only the best go on. Key: task id, a slash, the rung (2 bytes),
 * the score key, the cluster id; the value is one byte: whether it went on. Sorted bytes are the
 * best first.
 */
public final class RungStore {
  public static final String NAME = "ranks-by-rung-store";

  private static final byte[] WAITS = {0};
  private static final byte[] WENT_ON = {1};

  private final KeyValueStore<byte[], byte[]> store;

  RungStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /**
   * A cluster at a rung.
   *
   * @param hasGoneOn whether it was promoted
   */
  public record Entry(byte[] key, String clusterId, boolean hasGoneOn) {}

  /** Enters a cluster that has passed the rung. */
  public void add(String taskId, int rung, byte[] score, String clusterId) {
    byte[] prefix = prefix(taskId, rung);
    byte[] suffix = clusterId.getBytes(UTF_8);
    store.put(
        ByteBuffer.allocate(prefix.length + score.length + suffix.length)
            .put(prefix)
            .put(score)
            .put(suffix)
            .array(),
        WAITS);
  }

  /** Notes that a cluster went on. */
  public void promote(Entry entry) {
    store.put(entry.key(), WENT_ON);
  }

  /** All at a rung, best first. */
  public List<Entry> at(String taskId, int rung) {
    return scan(prefix(taskId, rung));
  }

  /** Forgets what is known of a task. */
  public void removeAll(String taskId) {
    remove(taskId, Integer.MAX_VALUE);
  }

  /** Takes entries of a task out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.index(store, taskId, limit);
  }

  private List<Entry> scan(byte[] prefix) {
    List<Entry> entries = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> found =
        store.prefixScan(prefix, new ByteArraySerializer())) {
      while (found.hasNext()) {
        var entry = found.next();
        int idStart = entry.key.length - Clusters.ID_LENGTH;
        String id = new String(entry.key, idStart, Clusters.ID_LENGTH, UTF_8);
        entries.add(new Entry(entry.key, id, Arrays.equals(entry.value, WENT_ON)));
      }
    }
    return entries;
  }

  private static byte[] prefix(String taskId, int rung) {
    byte[] task = (taskId + '/').getBytes(UTF_8);
    return ByteBuffer.allocate(task.length + Short.BYTES).put(task).putShort((short) rung).array();
  }
}
