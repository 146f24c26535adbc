package dev.winnow.worker.docs.markup;

import java.util.regex.Pattern;

/** The text of lines, for the formats that are read line by line. */
final class Words {
  private static final Pattern BREAK = Pattern.compile("\r\n|\r|\n");

  private Words() {}

  /** Lines of a text; one that is longer than a person writes is empty. */
  static String[] lines(String text, int longest) {
    String[] lines = BREAK.split(text, -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].length() > longest) {
        lines[i] = "";
      }
    }
    return lines;
  }

  /** How many spaces a line begins with; a tab counts as one. */
  static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
      indent++;
    }
    return indent;
  }

  /** Whether a line is one character over and over, at least so many times. */
  static boolean isRule(String line, int least) {
    String rule = line.stripTrailing();
    return rule.length() >= least && rule.chars().allMatch(c -> c == rule.charAt(0));
  }

  /**
   * The lines as one paragraph.
   *
   * @param from first line
   * @param to behind the last line
   */
  static String joined(String[] lines, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(text.isEmpty() ? "" : " ").append(lines[i].strip());
    }
    return text.toString();
  }
}
