package dev.winnow.streams.contest.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When the wall time of each running task is out. Key: that time in milliseconds, big endian, and
 * the task id; no value. The due ones are a scan from the front.
 */
public final class DeadlineStore {
  public static final String NAME = "deadlines-by-time-store";

  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<byte[], byte[]> store;

  DeadlineStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  public void add(Instant at, String taskId) {
    store.put(key(at, taskId), NOTHING);
  }

  public void remove(Instant at, String taskId) {
    store.delete(key(at, taskId));
  }

  /** Ids of the tasks whose time is out at the given time. */
  public List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> found =
        store.range(key(Instant.EPOCH, ""), key(now.plusMillis(1), ""))) {
      while (found.hasNext()) {
        byte[] key = found.next().key;
        due.add(new String(key, Long.BYTES, key.length - Long.BYTES, UTF_8));
      }
    }
    return due;
  }

  private static byte[] key(Instant at, String taskId) {
    byte[] id = taskId.getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + id.length).putLong(at.toEpochMilli()).put(id).array();
  }
}
