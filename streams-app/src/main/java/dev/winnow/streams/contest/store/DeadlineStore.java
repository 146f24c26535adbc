package dev.winnow.streams.contest.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the clock brings: when the wall time of each running task is out, when each finished task
 * did finish, and which ones are being removed. Key: the time in milliseconds, big endian, and the
 * task id; with a byte 2 in front for finished tasks. For those that are being removed a byte 1 and
 * the task id. No time of a running task begins with these bytes. No value. What is due is a scan
 * from the front.
 */
public final class DeadlineStore {
  public static final String NAME = "deadlines-by-time-store";

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] RUNNING = {};
  private static final byte[] REMOVED = {1};
  private static final byte[] FINISHED = {2};

  private final KeyValueStore<byte[], byte[]> store;

  DeadlineStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /**
   * A task that has finished.
   *
   * @param at when
   */
  public record Finished(Instant at, String taskId) {
    private byte[] key() {
      return DeadlineStore.key(FINISHED, at, taskId);
    }
  }

  public void add(Instant at, String taskId) {
    store.put(key(RUNNING, at, taskId), NOTHING);
  }

  public void remove(Instant at, String taskId) {
    store.delete(key(RUNNING, at, taskId));
  }

  /** Ids of the tasks whose time is out at the given time. */
  public List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> found = until(RUNNING, now)) {
      while (found.hasNext()) {
        due.add(id(Long.BYTES, found.next().key));
      }
    }
    return due;
  }

  public void addFinished(Finished task) {
    store.put(task.key(), NOTHING);
  }

  public void removeFinished(Finished task) {
    store.delete(task.key());
  }

  /** Whether this was added. */
  public boolean hasFinished(Finished task) {
    return store.get(task.key()) != null;
  }

  /** The task that finished first, if it had by then. */
  public Optional<Finished> firstFinished(Instant by) {
    try (KeyValueIterator<byte[], byte[]> found = until(FINISHED, by)) {
      if (!found.hasNext()) {
        return Optional.empty();
      }
      byte[] key = found.next().key;
      long at = ByteBuffer.wrap(key).getLong(FINISHED.length);
      return Optional.of(
          new Finished(Instant.ofEpochMilli(at), id(FINISHED.length + Long.BYTES, key)));
    }
  }

  /** Notes that a task is being removed. */
  public void beginRemoval(String taskId) {
    store.put(removal(taskId), NOTHING);
  }

  /** Nothing of it is left. */
  public void endRemoval(String taskId) {
    store.delete(removal(taskId));
  }

  public boolean isBeingRemoved(String taskId) {
    return store.get(removal(taskId)) != null;
  }

  /** A task that is being removed. */
  public Optional<String> firstRemoval() {
    try (KeyValueIterator<byte[], byte[]> found = store.range(REMOVED, FINISHED)) {
      return found.hasNext() ? Optional.of(id(REMOVED.length, found.next().key)) : Optional.empty();
    }
  }

  private static byte[] removal(String taskId) {
    byte[] id = taskId.getBytes(UTF_8);
    return ByteBuffer.allocate(REMOVED.length + id.length).put(REMOVED).put(id).array();
  }

  private KeyValueIterator<byte[], byte[]> until(byte[] kind, Instant last) {
    return store.range(key(kind, Instant.EPOCH, ""), key(kind, last.plusMillis(1), ""));
  }

  private static byte[] key(byte[] kind, Instant at, String taskId) {
    byte[] id = taskId.getBytes(UTF_8);
    return ByteBuffer.allocate(kind.length + Long.BYTES + id.length)
        .put(kind)
        .putLong(at.toEpochMilli())
        .put(id)
        .array();
  }

  private static String id(int start, byte[] key) {
    return new String(key, start, key.length - start, UTF_8);
  }
}
