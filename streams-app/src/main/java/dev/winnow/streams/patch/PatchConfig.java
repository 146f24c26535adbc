package dev.winnow.streams.patch;

import java.nio.file.Path;
import java.util.Set;

/**
 * Settings of what shows patches.
 *
 * @param isOn whether patches are shown at all
 * @param protocols how results may be read: some of {@code file}, {@code https}, {@code http} and
 *     {@code git}; whoever may submit tasks chooses the addresses
 * @param folder where what was fetched is kept between requests
 * @param cacheBytes what is kept there at most, in bytes; at least 1 MiB
 */
public record PatchConfig(boolean isOn, Set<String> protocols, Path folder, long cacheBytes) {
  private static final Set<String> KNOWN = Set.of("file", "https", "http", "git");
  private static final long LEAST_BYTES = 1_048_576;

  public PatchConfig {
    protocols = Set.copyOf(protocols);
    for (String protocol : protocols) {
      if (!KNOWN.contains(protocol)) {
        throw new IllegalArgumentException(
            "http.patches.protocols: '"
                + protocol
                + "' cannot be used; name some of file, https, http and git, with commas");
      }
    }
    if (cacheBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "http.patches.cache.mib must be at least 1, not " + cacheBytes / LEAST_BYTES);
    }
  }
}
