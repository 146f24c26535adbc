package dev.winnow.worker.sarif;

import java.util.regex.Pattern;

/**
 * Makes message strings that say what they say: names from files of strangers must not turn into
 * placeholders (SARIF 2.1.0, section 3.11.5) or links (section 3.11.6).
 */
final class MessageText {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)\\}");

  private MessageText() {}

  /** Braces stay as they are where they are no placeholder: readers seldom undo the doubling. */
  static String literal(String text) {
    String literal = PLACEHOLDER.matcher(text).replaceAll("{{$1}}");
    if (literal.contains("](")) {
      literal = literal.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    }
    return literal;
  }
}
