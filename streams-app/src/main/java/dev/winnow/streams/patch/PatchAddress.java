package dev.winnow.streams.patch;

import dev.winnow.schemas.GitNames;

/**
 * Where a patch is.
 *
 * @param results URL or absolute path of the repository of results
 * @param reference the reference that has it, such as {@code refs/winnow/t/v1-1}
 * @param base what it is made on: 40 lower-case hexadecimal digits
 * @param commit the patch: 40 lower-case hexadecimal digits
 */
public record PatchAddress(String results, String reference, String base, String commit) {

  /**
   * @throws IllegalArgumentException if base or commit is no full commit id
   */
  public PatchAddress {
    for (String id : new String[] {base, commit}) {
      if (!GitNames.isCommit(id)) {
        throw new IllegalArgumentException("'" + id + "' is no full commit id");
      }
    }
  }
}
