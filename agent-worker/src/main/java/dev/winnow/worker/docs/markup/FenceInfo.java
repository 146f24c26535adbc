package dev.winnow.worker.docs.markup;

import java.util.Locale;

/** What stands behind the fence of a code block. */
final class FenceInfo {
  /** What ends a language: the settings of highlighters follow it in many ways. */
  private static final String ENDS = " \t{},:;=(";

  private FenceInfo() {}

  /** The language of {@code js}, {@code js{1,3}}, {@code {.python}}; empty if there is none. */
  static String language(String info) {
    String rest = info == null ? "" : info.strip();
    int start = 0;
    while (start < rest.length() && "{. ".indexOf(rest.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < rest.length() && ENDS.indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String word = rest.substring(start, end);
    return word.startsWith("#") ? "" : word.toLowerCase(Locale.ROOT);
  }
}
