package dev.winnow.benchmarks.duplicates;

import dev.winnow.streams.contest.dedup.BandKey;
import dev.winnow.streams.contest.dedup.Families;
import dev.winnow.streams.contest.dedup.FamilyIndex;
import dev.winnow.streams.contest.dedup.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The index that the topology keeps in a store, in memory: sorted keys, scanned by prefix. */
final class MemoryIndex implements FamilyIndex {
  private static final String TASK = "task";

  private final Families families;
  private final NavigableSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
  private final Map<String, Fingerprint> founders = new HashMap<>();

  MemoryIndex(double threshold) {
    this.families = new Families(threshold);
  }

  /** Finds a cluster's family, without a change of the index. */
  Families.Place place(Prints prints) {
    return families.place(prints.cluster(), prints.fingerprint(), this);
  }

  /** Finds a cluster's family, and keeps it if it is the first of one. */
  Families.Place add(Prints prints) {
    Families.Place place = place(prints);
    if (place.isFounder() && prints.fingerprint().isPresent()) {
      Fingerprint print = prints.fingerprint().get();
      int number = founders.size();
      founders.put(prints.cluster(), print);
      for (int band = 0; band < print.bands(); band++) {
        if (bucket(band, print.band(band), Families.BUCKET_LIMIT).size() < Families.BUCKET_LIMIT) {
          keys.add(BandKey.of(TASK, band, print.band(band), number, prints.cluster()));
        }
      }
    }
    return place;
  }

  @Override
  public List<Entry> bucket(int band, long hash, int limit) {
    byte[] prefix = BandKey.bucket(TASK, band, hash);
    List<Entry> found = new ArrayList<>();
    for (byte[] key : keys.tailSet(prefix, true)) {
      if (found.size() == limit
          || !Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
        break;
      }
      found.add(BandKey.family(key));
    }
    return found;
  }

  @Override
  public Optional<Fingerprint> founder(String familyId) {
    return Optional.ofNullable(founders.get(familyId));
  }
}
