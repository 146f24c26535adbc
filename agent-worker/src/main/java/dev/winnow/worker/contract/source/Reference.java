package dev.winnow.worker.contract.source;

import dev.winnow.worker.tree.TreePaths;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A URI reference, taken apart (RFC 3986, section 4.1).
 *
 * @param document what is before the {@code #}, decoded; empty for the same document
 * @param fragment what is after it, decoded; empty for the whole document
 */
record Reference(String document, String fragment) {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final List<String> ENDINGS =
      List.of("", ".json", ".schema.json", ".yaml", ".yml", ".schema.yaml");

  static Reference parse(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new Reference(decoded(text), "")
        : new Reference(decoded(text.substring(0, hash)), decoded(text.substring(hash + 1)));
  }

  /**
   * The files that a reference may mean, likeliest first. A reference by the name that a schema
   * gives itself ({@code $id}) is taken relative to the name of the schema that it is written in:
   * files that lie beside each other mostly have names that do.
   *
   * @param file path of the file that the reference is written in
   * @param base the name of the schema it is written in; empty if it has none
   */
  static List<String> paths(String file, String base, String document) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    Set<String> paths = new LinkedHashSet<>();
    if (!SCHEME.matcher(document).matches()) {
      if (document.startsWith("/")) {
        TreePaths.normal(document.substring(1)).ifPresent(paths::add);
      } else {
        TreePaths.normal(folder + document).ifPresent(paths::add);
      }
    }
    absolute(base, document)
        .flatMap(target -> relative(base, target))
        .ifPresent(
            relative ->
                ENDINGS.forEach(
                    ending -> TreePaths.normal(folder + relative + ending).ifPresent(paths::add)));
    return new ArrayList<>(paths);
  }

  /** The reference as seen from a base; empty if one of the two is no URI. */
  static Optional<String> absolute(String base, String document) {
    try {
      URI target = new URI(null, document, null);
      URI uri = SCHEME.matcher(document).matches() ? new URI(document) : target;
      URI from = new URI(base);
      return Optional.of((from.isOpaque() || base.isEmpty() ? uri : from.resolve(uri)).toString());
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> relative(String base, String target) {
    int folder = base.lastIndexOf('/') + 1;
    if (base.isEmpty() || folder == 0 || !SCHEME.matcher(base).matches()) {
      return Optional.empty();
    }
    StringBuilder up = new StringBuilder();
    String prefix = base.substring(0, folder);
    // At most two folders up: further there is little but the host that the two have in common.
    for (int levels = 0; levels < 3; levels++) {
      if (prefix.endsWith("//")) {
        return Optional.empty();
      }
      if (target.startsWith(prefix) && target.length() > prefix.length()) {
        return Optional.of(up + target.substring(prefix.length()));
      }
      prefix = prefix.substring(0, prefix.lastIndexOf('/', prefix.length() - 2) + 1);
      up.append("../");
    }
    return Optional.empty();
  }

  /** Decodes percent signs; leaves alone those that are no encoding. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        plain[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        plain[length++] = bytes[i];
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }
}
