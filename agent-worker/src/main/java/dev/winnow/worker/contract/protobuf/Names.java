package dev.winnow.worker.contract.protobuf;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Guesses whether two names are meant for the same thing. Where a number stays and its name does
 * not, that tells a new name of the old field from another field that took its number.
 */
final class Names {
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("_+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])");

  /** Beginnings this long of a word may stand for it: addr, desc, num. */
  private static final int SHORTEST_BEGINNING = 3;

  private Names() {}

  static boolean areAlike(String one, String other) {
    String a = letters(one);
    String b = letters(other);
    if (a.equals(b) || !a.isEmpty() && !b.isEmpty() && (a.contains(b) || b.contains(a))) {
      return true;
    }
    for (String word : words(one)) {
      for (String otherWord : words(other)) {
        if (word.equals(otherWord)
            || isBeginning(word, otherWord)
            || isBeginning(otherWord, word)
            || isAbbreviation(word, otherWord)
            || isAbbreviation(otherWord, word)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String letters(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static Set<String> words(String name) {
    Set<String> words = new TreeSet<>();
    for (String word : BETWEEN_WORDS.split(name)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    words.remove("");
    return words;
  }

  private static boolean isBeginning(String beginning, String word) {
    return beginning.length() >= SHORTEST_BEGINNING && word.startsWith(beginning);
  }

  /** Whether letters of the word are left out, but not the first: qty of quantity. */
  private static boolean isAbbreviation(String brief, String word) {
    if (brief.length() < SHORTEST_BEGINNING || brief.charAt(0) != word.charAt(0)) {
      return false;
    }
    int at = 0;
    for (int i = 0; i < word.length() && at < brief.length(); i++) {
      if (word.charAt(i) == brief.charAt(at)) {
        at++;
      }
    }
    return at == brief.length();
  }
}
