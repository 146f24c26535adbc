package dev.winnow.streams.contest.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.schemas.Family;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.Standing;
import dev.winnow.streams.contest.dedup.BandKey;
import dev.winnow.streams.contest.dedup.Clusters;
import dev.winnow.streams.contest.dedup.Families;
import dev.winnow.streams.contest.dedup.FamilyIndex;
import dev.winnow.streams.contest.dedup.Fingerprint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Families, what their first members add, who of them waits, and the index that finds the one that
 * a patch may belong to. Families and fingerprints have the key task id / family id. Who waits has
 * the key task id / family id, arrival (4 bytes), cluster id; {@link BandKey} says what the index's
 * keys are. Both have no value.
 */
public final class FamilyStore {
  public static final String NAME = "families-by-id-store";
  public static final String INDEX_NAME = "families-by-band-store";
  public static final String FINGERPRINTS_NAME = "fingerprints-by-family-store";
  public static final String WAITING_NAME = "waiting-by-family-store";

  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<String, Family> store;
  private final KeyValueStore<String, PatchFingerprint> fingerprints;
  private final KeyValueStore<byte[], byte[]> waiting;
  private final KeyValueStore<byte[], byte[]> bands;

  FamilyStore(
      KeyValueStore<String, Family> store,
      KeyValueStore<String, PatchFingerprint> fingerprints,
      KeyValueStore<byte[], byte[]> waiting,
      KeyValueStore<byte[], byte[]> bands) {
    this.store = store;
    this.fingerprints = fingerprints;
    this.waiting = waiting;
    this.bands = bands;
  }

  private static String key(String taskId, String familyId) {
    return taskId + '/' + familyId;
  }

  public Optional<Family> get(String taskId, String familyId) {
    return Optional.ofNullable(store.get(key(taskId, familyId)));
  }

  public void put(Family family) {
    store.put(key(family.getTaskId(), family.getFamilyId()), family);
  }

  /** The families of a task, in the order of their ids. */
  public List<Family> all(String taskId) {
    List<Family> families = new ArrayList<>();
    try (KeyValueIterator<String, Family> found =
        store.prefixScan(key(taskId, ""), new StringSerializer())) {
      found.forEachRemaining(entry -> families.add(entry.value));
    }
    return families;
  }

  /** Lets a member wait. */
  public void addWaiting(Standing member) {
    waiting.put(waitingKey(member), NOTHING);
  }

  /** A member waits no more. */
  public void removeWaiting(Standing member) {
    waiting.delete(waitingKey(member));
  }

  /** Nobody of a task waits any more. */
  public void removeAllWaiting(String taskId) {
    TaskSweep.index(waiting, taskId, Integer.MAX_VALUE);
  }

  /** Takes what there is of a task's families out, so many records at most; how many there were. */
  int remove(String taskId, int limit) {
    int removed = TaskSweep.records(store, taskId, limit).size();
    removed += TaskSweep.records(fingerprints, taskId, limit - removed).size();
    removed += TaskSweep.index(waiting, taskId, limit - removed);
    return removed + TaskSweep.index(bands, taskId, limit - removed);
  }

  /**
   * Members that wait, in the order in which they came.
   *
   * @param limit how many at most
   */
  public List<String> waiting(String taskId, String familyId, int limit) {
    List<String> ids = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> found =
        waiting.prefixScan(key(taskId, familyId).getBytes(UTF_8), new ByteArraySerializer())) {
      while (ids.size() < limit && found.hasNext()) {
        byte[] key = found.next().key;
        int idStart = key.length - Clusters.ID_LENGTH;
        ids.add(new String(key, idStart, Clusters.ID_LENGTH, UTF_8));
      }
    }
    return ids;
  }

  /** The families of a task that have members who wait, in the order of their ids. */
  public List<Family> withWaiting(String taskId) {
    byte[] prefix = key(taskId, "").getBytes(UTF_8);
    byte[] end = key(taskId, "\uffff").getBytes(UTF_8);
    List<Family> families = new ArrayList<>();
    Optional<String> next = firstWaiting(prefix, end, prefix.length);
    while (next.isPresent()) {
      families.add(get(taskId, next.get()).orElseThrow());
      // Cluster ids are ASCII: no key of a family comes after this one.
      next = firstWaiting(key(taskId, next.get() + "\uffff").getBytes(UTF_8), end, prefix.length);
    }
    return families;
  }

  private Optional<String> firstWaiting(byte[] from, byte[] to, int idStart) {
    try (KeyValueIterator<byte[], byte[]> found = waiting.range(from, to)) {
      return found.hasNext()
          ? Optional.of(new String(found.next().key, idStart, Clusters.ID_LENGTH, UTF_8))
          : Optional.empty();
    }
  }

  private static byte[] waitingKey(Standing member) {
    byte[] family = key(member.getTaskId(), member.getFamilyId()).getBytes(UTF_8);
    byte[] cluster = member.getClusterId().getBytes(UTF_8);
    return ByteBuffer.allocate(family.length + Integer.BYTES + cluster.length)
        .put(family)
        .putInt(member.getArrival())
        .put(cluster)
        .array();
  }

  /**
   * Enters a family that is new, and makes it found by what its first member adds.
   *
   * @param print the same as {@code fingerprint}, as it is kept
   */
  public void open(Family family, PatchFingerprint print, Fingerprint fingerprint) {
    put(family);
    String taskId = family.getTaskId();
    fingerprints.put(key(taskId, family.getFamilyId()), print);
    for (int band = 0; band < fingerprint.bands(); band++) {
      long hash = fingerprint.band(band);
      if (bucket(taskId, band, hash, Families.BUCKET_LIMIT).size() < Families.BUCKET_LIMIT) {
        bands.put(
            BandKey.of(taskId, band, hash, family.getNumber(), family.getFamilyId()), NOTHING);
      }
    }
  }

  /** The families of a task as {@link Families} looks for them. */
  public FamilyIndex index(String taskId) {
    return new FamilyIndex() {
      @Override
      public List<Entry> bucket(int band, long hash, int limit) {
        return FamilyStore.this.bucket(taskId, band, hash, limit);
      }

      @Override
      public Optional<Fingerprint> founder(String familyId) {
        return Optional.ofNullable(fingerprints.get(key(taskId, familyId)))
            .flatMap(Fingerprint::of);
      }
    };
  }

  private List<FamilyIndex.Entry> bucket(String taskId, int band, long hash, int limit) {
    List<FamilyIndex.Entry> entries = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> found =
        bands.prefixScan(BandKey.bucket(taskId, band, hash), new ByteArraySerializer())) {
      while (entries.size() < limit && found.hasNext()) {
        entries.add(BandKey.family(found.next().key));
      }
    }
    return entries;
  }
}
