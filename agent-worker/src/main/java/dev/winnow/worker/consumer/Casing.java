package dev.winnow.worker.consumer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How the words of a name are put together. */
enum Casing {
  SNAKE("snake_case"),
  CAMEL("camelCase"),
  KEBAB("kebab-case"),
  PASCAL("PascalCase"),
  UPPER("UPPER_CASE");

  private static final int FEWEST_NAMES = 10;
  private static final double LEAST_SHARE = 0.8;

  private final String shown;

  Casing(String shown) {
    this.shown = shown;
  }

  /** As people write it. */
  String shown() {
    return shown;
  }

  /**
   * What most names agree on.
   *
   * @param casing of most names
   * @param share how many of those that tell agree, above 0 and at most 1
   */
  record Majority(Casing casing, double share) {}

  /** The casing of a name; empty for a single word, and for names that are not put together so. */
  static Optional<Casing> of(String name) {
    String plain = plain(name);
    boolean lower = false;
    boolean upper = false;
    boolean hump = false;
    int underscores = 0;
    int dashes = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '_') {
        underscores++;
      } else if (c == '-') {
        dashes++;
      } else if (c >= 'a' && c <= 'z') {
        lower = true;
      } else if (c >= 'A' && c <= 'Z') {
        upper = true;
        hump |= i > 0 && plain.charAt(i - 1) != '_' && plain.charAt(i - 1) != '-';
      } else if (c < '0' || c > '9') {
        return Optional.empty();
      }
    }
    if (underscores > 0) {
      boolean snake = dashes == 0 && !(upper && lower);
      return snake ? Optional.of(upper ? UPPER : SNAKE) : Optional.empty();
    }
    if (dashes > 0) {
      return upper ? Optional.empty() : Optional.of(KEBAB);
    }
    if (!lower || !hump) {
      return Optional.empty();
    }
    return Optional.of(Character.isUpperCase(plain.charAt(0)) ? PASCAL : CAMEL);
  }

  /** Without what marks a name at its ends. */
  private static String plain(String name) {
    int start = 0;
    while (start < name.length() && "_$@".indexOf(name.charAt(start)) >= 0) {
      start++;
    }
    int end = name.length();
    while (end > start && name.charAt(end - 1) == '_') {
      end--;
    }
    return name.substring(start, end);
  }

  /** The casing of at least 80 % of names, if at least ten names have one. */
  static Optional<Majority> majority(Collection<String> names) {
    Map<Casing, Integer> counts = new EnumMap<>(Casing.class);
    int all = 0;
    for (String name : names) {
      Optional<Casing> casing = of(name);
      if (casing.isPresent()) {
        counts.merge(casing.get(), 1, Integer::sum);
        all++;
      }
    }
    for (Map.Entry<Casing, Integer> entry : counts.entrySet()) {
      double share = (double) entry.getValue() / all;
      if (all >= FEWEST_NAMES && share >= LEAST_SHARE) {
        return Optional.of(new Majority(entry.getKey(), share));
      }
    }
    return Optional.empty();
  }
}
