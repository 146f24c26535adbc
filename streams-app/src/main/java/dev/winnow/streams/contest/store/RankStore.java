package dev.winnow.streams.contest.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.streams.contest.dedup.Clusters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The order of the board. Key: task id, a slash, the score key, the cluster id; no value. Sorted
 * bytes are the board from the top, so the best N are the first N of a scan.
 */
public final class RankStore {
  public static final String NAME = "ranks-by-score-store";

  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<byte[], byte[]> store;

  /** Wraps an open store. */
  public RankStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  public void add(String taskId, byte[] score, String clusterId) {
    store.put(key(taskId, score, clusterId), NOTHING);
  }

  public void remove(String taskId, byte[] score, String clusterId) {
    // Not delete(), which reads what it deletes.
    store.put(key(taskId, score, clusterId), null);
  }

  /** Ids of the best clusters, best first. */
  public List<String> top(String taskId, int limit) {
    List<String> clusters = new ArrayList<>(Math.min(limit, 128));
    try (KeyValueIterator<byte[], byte[]> found =
        store.prefixScan((taskId + '/').getBytes(UTF_8), new ByteArraySerializer())) {
      while (clusters.size() < limit && found.hasNext()) {
        byte[] key = found.next().key;
        int idStart = key.length - Clusters.ID_LENGTH;
        clusters.add(new String(Arrays.copyOfRange(key, idStart, key.length), UTF_8));
      }
    }
    return clusters;
  }

  /**
   * Visits the places of a task's board, best first, for as long as the visitor wants more.
   *
   * @param after the place after which it begins; of length 0 for the top
   */
  public static void scan(
      ReadOnlyKeyValueStore<byte[], byte[]> store,
      String taskId,
      byte[] after,
      Predicate<Place> visitor) {
    byte[] prefix = (taskId + '/').getBytes(UTF_8);
    byte[] end = (taskId + (char) ('/' + 1)).getBytes(UTF_8);
    byte[] from = after.length == 0 ? prefix : concatenate(prefix, after, new byte[1]);
    try (KeyValueIterator<byte[], byte[]> found = store.range(from, end)) {
      boolean more = true;
      while (more && found.hasNext()) {
        byte[] key = found.next().key;
        more = visitor.test(new Place(Arrays.copyOfRange(key, prefix.length, key.length)));
      }
    }
  }

  /**
   * A place on a board.
   *
   * @param position score key and cluster id
   */
  public record Place(byte[] position) {
    /** Whose place it is. */
    public String clusterId() {
      int idStart = position.length - Clusters.ID_LENGTH;
      return new String(position, idStart, Clusters.ID_LENGTH, UTF_8);
    }
  }

  private static byte[] key(String taskId, byte[] score, String clusterId) {
    return concatenate((taskId + '/').getBytes(UTF_8), score, clusterId.getBytes(UTF_8));
  }

  private static byte[] concatenate(byte[] one, byte[] two, byte[] three) {
    return ByteBuffer.allocate(one.length + two.length + three.length)
        .put(one)
        .put(two)
        .put(three)
        .array();
  }

  /** Takes places of a task's board out, so many at most; how many there were. */
  int remove(String taskId, int limit) {
    return TaskSweep.index(store, taskId, limit);
  }
}
