package dev.winnow.streams.patch;

import java.util.regex.Pattern;

/**
 * Where a patch is.
 *
 * @param results URL or absolute path of the repository of results
 * @param reference the reference that has it, such as {@code refs/winnow/t/v1-1}
 * @param base what it is made on: 40 lower-case hexadecimal digits
 * @param commit the patch: 40 lower-case hexadecimal digits
 */
public record PatchAddress(String results, String reference, String base, String commit) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /**
   * @throws IllegalArgumentException if base or commit is no full commit id
   */
  public PatchAddress {
    for (String id : new String[] {base, commit}) {
      if (!COMMIT.matcher(id).matches()) {
        throw new IllegalArgumentException("'" + id + "' is no full commit id");
      }
    }
  }
}
