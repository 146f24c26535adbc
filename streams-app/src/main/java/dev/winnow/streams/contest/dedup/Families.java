package dev.winnow.streams.contest.dedup;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which patches are alike. A cluster joins the family whose first member is most like it, if that
 * is like enough; else it founds one. Held against first members only, a family has nobody in it
 * who is like a friend of a friend, and the index grows with families, not with patches.
 */
public final class Families {
  /** How many families of a bucket are looked at; a bucket that is full takes no more. */
  public static final int BUCKET_LIMIT = 64;

  /** How many first members a patch is held against. */
  static final int COMPARISON_LIMIT = 256;

  private static final Comparator<FamilyIndex.Entry> FIRST_COME =
      Comparator.comparingInt(FamilyIndex.Entry::number).thenComparing(FamilyIndex.Entry::familyId);

  private static final Comparator<Candidate> MOST_LIKE =
      Comparator.comparing(Candidate::similarity)
          .reversed()
          .thenComparing(Candidate::family, FIRST_COME);

  private final double threshold;

  /**
   * @param threshold the similarity from which on two patches are alike, above 0 and at most 1
   */
  public Families(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold is above 0 and at most 1: " + threshold);
    }
    this.threshold = threshold;
  }

  /**
   * Where a cluster belongs.
   *
   * @param familyId the family; the cluster's own id if it is the first of one
   * @param isFounder whether it is the first
   * @param similarity to the family's first member; 1 for that itself
   */
  public record Place(String familyId, boolean isFounder, double similarity) {}

  private record Candidate(FamilyIndex.Entry family, Similarity similarity) {}

  /**
   * Finds the family of a cluster that is new. Ties go to the family that came first.
   *
   * @param clusterId the cluster
   * @param fingerprint what its patch adds; empty if that cannot be compared
   * @param index the families that there are
   */
  public Place place(String clusterId, Optional<Fingerprint> fingerprint, FamilyIndex index) {
    return fingerprint
        .flatMap(print -> mostLike(print, index))
        .map(found -> new Place(found.family().familyId(), false, found.similarity().value()))
        .orElseGet(() -> new Place(clusterId, true, 1));
  }

  private Optional<Candidate> mostLike(Fingerprint print, FamilyIndex index) {
    Map<FamilyIndex.Entry, Integer> bandsShared = new HashMap<>();
    for (int band = 0; band < print.bands(); band++) {
      index
          .bucket(band, print.band(band), BUCKET_LIMIT)
          .forEach(family -> bandsShared.merge(family, 1, Integer::sum));
    }
    Comparator<FamilyIndex.Entry> mostBands =
        Comparator.comparing((FamilyIndex.Entry family) -> bandsShared.get(family)).reversed();
    return bandsShared.keySet().stream()
        .sorted(mostBands.thenComparing(FIRST_COME))
        .limit(COMPARISON_LIMIT)
        .flatMap(family -> candidate(family, print, index).stream())
        .filter(candidate -> candidate.similarity().value() >= threshold)
        .min(MOST_LIKE);
  }

  private static Optional<Candidate> candidate(
      FamilyIndex.Entry family, Fingerprint print, FamilyIndex index) {
    return index
        .founder(family.familyId())
        .filter(print::isComparableTo)
        .map(founder -> new Candidate(family, founder.compare(print)));
  }
}
