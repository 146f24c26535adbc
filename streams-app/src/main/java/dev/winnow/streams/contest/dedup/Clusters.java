package dev.winnow.streams.contest.dedup;

import dev.winnow.schemas.Sha256;
import java.util.Optional;

/** Names of clusters: patches that are the same change are one cluster. */
public final class Clusters {
  /** Length of a cluster id, in characters. */
  public static final int ID_LENGTH = 16;

  private Clusters() {}

  /**
   * The cluster of a patch.
   *
   * @param diffHash SHA-256 of the normalised change in hexadecimal
   * @param renamedHash the same without the names that the change chose itself; empty if the worker
   *     that made the patch cannot tell
   * @return the first 64 bits of the second, or else of the first: within one task, a clash among a
   *     million changes has a probability of about 3e-8
   * @throws IllegalArgumentException if the hash is too short to be one
   */
  public static String idOf(String diffHash, Optional<String> renamedHash) {
    String hash = renamedHash.orElse(diffHash);
    if (hash.length() < ID_LENGTH) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hash);
    }
    return hash.substring(0, ID_LENGTH);
  }

  /**
   * The cluster of the same change on another base: what was measured there says nothing here.
   *
   * @param clusterId the cluster on the task's base
   * @param base the other base, a commit; empty for the task's own
   */
  public static String on(String clusterId, String base) {
    return base.isEmpty() ? clusterId : Sha256.hex(clusterId + ' ' + base).substring(0, ID_LENGTH);
  }
}
