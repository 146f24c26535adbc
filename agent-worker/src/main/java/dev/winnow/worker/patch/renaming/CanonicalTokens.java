package dev.winnow.worker.patch.renaming;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Numbers chosen names in the order in which they first come. */
final class CanonicalTokens {
  /** No token of a source file begins with it and has more characters. */
  private static final char MARK = '\u0001';

  private CanonicalTokens() {}

  /**
   * The tokens with a number in place of each chosen name that is not kept.
   *
   * @param tokens the tokens as they are
   * @param names what a token names, by its index
   */
  static List<String> of(List<String> tokens, Map<Integer, ChosenName> names) {
    List<String> canonical = new ArrayList<>(tokens.size());
    Map<ChosenName, String> numbers = new IdentityHashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      ChosenName name = names.get(i);
      canonical.add(
          name == null || name.isKept()
              ? tokens.get(i)
              : numbers.computeIfAbsent(name, n -> MARK + Integer.toString(numbers.size())));
    }
    return canonical;
  }
}
