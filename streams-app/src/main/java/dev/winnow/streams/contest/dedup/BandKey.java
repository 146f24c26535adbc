package dev.winnow.streams.contest.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Keys under which the first members of families are found by a scan of a sorted store: task id, a
 * slash, the band's number (2 bytes), its hash (8 bytes), the family's number in its task (4
 * bytes), the cluster id. Numbers are big endian, so that a scan by task, band and hash gives the
 * families of a bucket in the order in which they came.
 */
public final class BandKey {
  private static final int NUMBERS = Short.BYTES + Long.BYTES;

  private BandKey() {}

  /** What all keys of a bucket begin with. */
  public static byte[] bucket(String taskId, int band, long hash) {
    byte[] task = (taskId + '/').getBytes(UTF_8);
    return ByteBuffer.allocate(task.length + NUMBERS)
        .put(task)
        .putShort((short) band)
        .putLong(hash)
        .array();
  }

  /**
   * The key of a family in a bucket.
   *
   * @param number which of the task's clusters its first one was, from 1
   * @param clusterId the family's first member
   */
  public static byte[] of(String taskId, int band, long hash, int number, String clusterId) {
    byte[] bucket = bucket(taskId, band, hash);
    byte[] cluster = clusterId.getBytes(UTF_8);
    return ByteBuffer.allocate(bucket.length + Integer.BYTES + cluster.length)
        .put(bucket)
        .putInt(number)
        .put(cluster)
        .array();
  }

  /** The family of a key that {@link #of} made. */
  public static FamilyIndex.Entry family(byte[] key) {
    int id = key.length - Clusters.ID_LENGTH;
    return new FamilyIndex.Entry(
        ByteBuffer.wrap(key).getInt(id - Integer.BYTES),
        new String(key, id, Clusters.ID_LENGTH, UTF_8));
  }
}
