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
 * The order of the board. Key: task id, a slash, the score key, the cluster id; no value. Sorted
 * bytes are the board from the top, so the best N are the first N of a scan.
 */
public final class RankStore {
  public static final String NAME = "ranks-by-score-store";

  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<byte[], byte[]> store;

  RankStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  public void add(String taskId, byte[] score, String clusterId) {
    store.put(key(taskId, score, clusterId), NOTHING);
  }

  public void remove(String taskId, byte[] score, String clusterId) {
    store.delete(key(taskId, score, clusterId));
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

  private static byte[] key(String taskId, byte[] score, String clusterId) {
    byte[] prefix = (taskId + '/').getBytes(UTF_8);
    byte[] suffix = clusterId.getBytes(UTF_8);
    return ByteBuffer.allocate(prefix.length + score.length + suffix.length)
        .put(prefix)
        .put(score)
        .put(suffix)
        .array();
  }
}
