package dev.winnow.streams.contest.dedup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store of a topology, as a list of keys that is scanned in their order. */
final class MapIndex implements FamilyIndex {
  private static final String TASK = "task";

  private final List<byte[]> keys = new ArrayList<>();
  private final Map<String, Fingerprint> founders = new HashMap<>();

  /** Places a cluster and keeps it if it founds a family. */
  Families.Place add(Families families, String clusterId, Fingerprint print) {
    Families.Place place = families.place(clusterId, Optional.of(print), this);
    if (place.isFounder()) {
      int number = founders.size();
      founders.put(clusterId, print);
      for (int band = 0; band < print.bands(); band++) {
        keys.add(BandKey.of(TASK, band, print.band(band), number, clusterId));
      }
    }
    return place;
  }

  @Override
  public List<Entry> bucket(int band, long hash, int limit) {
    byte[] prefix = BandKey.bucket(TASK, band, hash);
    return keys.stream()
        .filter(key -> Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length))
        .sorted(Comparator.comparing(key -> key, Arrays::compareUnsigned))
        .limit(limit)
        .map(BandKey::family)
        .toList();
  }

  @Override
  public Optional<Fingerprint> founder(String familyId) {
    return Optional.ofNullable(founders.get(familyId));
  }
}
