package dev.winnow.streams.contest.dedup;

import dev.winnow.schemas.Sha256;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** Names of clusters: patches that are the same change are one cluster. */
public final class Clusters {
  /** Length of a cluster id, in characters. */
  public static final int ID_LENGTH = 16;

  /** What stands for the hash of a change where nothing was changed: SHA-256 of nothing. */
  public static final String NO_CHANGE = Sha256.hex("");

  private Clusters() {}

  /** The cluster of a patch where the evaluator is told no parameters. */
  public static String idOf(String diffHash, Optional<String> renamedHash) {
    return idOf(diffHash, renamedHash, Collections.emptySortedMap());
  }

  /**
   * The cluster of a patch.
   *
   * @param diffHash SHA-256 of the normalised change in hexadecimal
   * @param renamedHash the same without the names that the change chose itself; empty if the worker
   *     that made the patch cannot tell
   * @param parameters those of the variant that the evaluator is told ({@link NamedParameters}): a
   *     change that is measured with other values is another candidate
   * @return the first 64 bits of the second, or else of the first: within one task, a clash among a
   *     million changes has a probability of about 3e-8. Where there are parameters, of the hash of
   *     it and them
   * @throws IllegalArgumentException if the hash is too short to be one
   */
  public static String idOf(
      String diffHash, Optional<String> renamedHash, SortedMap<String, String> parameters) {
    String hash = renamedHash.orElse(diffHash);
    if (hash.length() < ID_LENGTH) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hash);
    }
    return (parameters.isEmpty() ? hash : hash(hash, parameters)).substring(0, ID_LENGTH);
  }

  private static String hash(String change, SortedMap<String, String> parameters) {
    StringBuilder form = new StringBuilder();
    add(form, change);
    parameters.forEach(
        (name, value) -> {
          add(form, name);
          add(form, value);
        });
    return Sha256.hex(form.toString());
  }

  /** With its length before it, so that no two lists of texts come to the same. */
  private static void add(StringBuilder form, String text) {
    form.append(text.length()).append(':').append(text);
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
