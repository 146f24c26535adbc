package dev.winnow.streams.contest.dedup;

import java.util.List;
import java.util.Optional;

/** Finds the families of one task whose first member may be like a patch. */
public interface FamilyIndex {
  /**
   * A family in a bucket.
   *
   * @param number which of the task's clusters its first one was, from 1
   * @param familyId the family; the id of its first cluster
   */
  record Entry(int number, String familyId) {}

  /**
   * The families in a bucket, the one that came first first.
   *
   * @param band which band, from 0
   * @param hash the band's hash
   * @param limit how many at most
   */
  List<Entry> bucket(int band, long hash, int limit);

  /** What the patch of a family's first member adds. */
  Optional<Fingerprint> founder(String familyId);
}
