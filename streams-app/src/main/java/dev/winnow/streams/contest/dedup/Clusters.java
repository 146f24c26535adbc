package dev.winnow.streams.contest.dedup;

/** Names of clusters: patches with equal normalised change are one cluster. */
public final class Clusters {
  /** Length of a cluster id, in characters. */
  public static final int ID_LENGTH = 16;

  private Clusters() {}

  /**
   * The cluster of a patch.
   *
   * @param diffHash SHA-256 of the normalised change in hexadecimal
   * @return the first 64 bits of it: within one task, a clash among a million changes has a
   *     probability of about 3e-8
   * @throws IllegalArgumentException if the hash is too short to be one
   */
  public static String idOf(String diffHash) {
    if (diffHash.length() < ID_LENGTH) {
      throw new IllegalArgumentException("diffHash is not a SHA-256 in hexadecimal: " + diffHash);
    }
    return diffHash.substring(0, ID_LENGTH);
  }
}
