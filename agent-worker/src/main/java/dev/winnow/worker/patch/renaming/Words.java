package dev.winnow.worker.patch.renaming;

import java.util.HashSet;
import java.util.Set;

/** The words that a text has in it. */
final class Words {
  private Words() {}

  static Set<String> in(String text) {
    Set<String> words = new HashSet<>();
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
        end++;
      }
      if (end > i) {
        words.add(text.substring(i, end));
      }
      i = end + 1;
    }
    return words;
  }
}
