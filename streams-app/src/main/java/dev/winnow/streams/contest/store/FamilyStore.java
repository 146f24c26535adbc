package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Family;
import dev.winnow.streams.contest.dedup.BandKey;
import dev.winnow.streams.contest.dedup.Families;
import dev.winnow.streams.contest.dedup.FamilyIndex;
import dev.winnow.streams.contest.dedup.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Families, and the index that finds the one that a patch may belong to. Families have the key task
 * id / family id; {@link BandKey} says what the index's keys are, they have no value.
 */
public final class FamilyStore {
  public static final String NAME = "families-by-id-store";
  public static final String INDEX_NAME = "families-by-band-store";

  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<String, Family> store;
  private final KeyValueStore<byte[], byte[]> bands;

  FamilyStore(KeyValueStore<String, Family> store, KeyValueStore<byte[], byte[]> bands) {
    this.store = store;
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

  /** Enters a family that is new, and makes it found by what its first member adds. */
  public void open(Family family, Fingerprint fingerprint) {
    put(family);
    String taskId = family.getTaskId();
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
        return get(taskId, familyId).flatMap(Family::getFingerprint).flatMap(Fingerprint::of);
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
