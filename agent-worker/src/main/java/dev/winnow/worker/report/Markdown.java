package dev.winnow.worker.report;

import java.util.regex.Pattern;

/**
 * Text of strangers as GitHub's Markdown that says the same and does nothing: no links, no images,
 * no HTML, no mentions of people or issues, and no code span left open.
 */
final class Markdown {
  private static final String CUT = "…";
  private static final int LONGEST_TOKEN = 2_000;
  // A mark that is not seen, and that ends every word that GitHub would make a link of.
  private static final String BREAK = "\u200B";

  private static final Pattern SPACE = Pattern.compile("[\\p{IsWhite_Space}\\p{Cntrl}]+");
  // Marks that are not seen, or that turn the direction of what follows.
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");
  private static final Pattern PUNCTUATION = Pattern.compile("([\\\\`*_{}\\[\\]()#+\\-!|~=^$])");
  private static final Pattern AUTOMATIC_LINK =
      Pattern.compile("(?i)(www(?=\\.)|:(?=//)|mailto(?=:)|xmpp(?=:)|\\bgh(?=\\\\?-\\d)|@|#)");

  private Markdown() {}

  /**
   * A name as a code span, in which nothing has a meaning.
   *
   * @param limit length of the name in characters, beyond which it is cut
   */
  static String code(String text, int limit) {
    String line = line(text, limit).replace('`', '\'');
    return line.isEmpty() ? "` `" : "`" + line + "`";
  }

  /**
   * A sentence. What it has between backticks becomes code if they are balanced.
   *
   * @param limit length of the sentence in characters, beyond which it is cut
   */
  static String prose(String text, int limit) {
    String line = line(text, limit);
    String[] parts = line.split("`", -1);
    if (parts.length % 2 == 0) {
      return escaped(line.replace('`', '\''));
    }
    StringBuilder prose = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean isCode = i % 2 == 1;
      if (isCode && parts[i].isBlank()) {
        // What was apart stays apart: a colon and two slashes must not become an address.
        prose.append(' ');
      } else if (isCode) {
        // Two spans in a row would read as one with two backticks inside.
        boolean touches = prose.length() > 0 && prose.charAt(prose.length() - 1) == '`';
        prose.append(touches ? " " : "").append(code(parts[i], limit));
      } else {
        prose.append(escaped(parts[i]));
      }
    }
    return prose.toString();
  }

  /** A link whose text is a code span. The address has to be one that {@link WebPages} made. */
  static String link(String text, int limit, String address) {
    return "[" + code(text, limit) + "](" + address + ")";
  }

  /** The text in one line without marks that are not seen. Not escaped. */
  static String line(String text, int limit) {
    // The second step takes out single characters, so what is cut first bounds all the work.
    String head = text.length() > LONGEST_TOKEN ? text.substring(0, LONGEST_TOKEN) : text;
    String line =
        SPACE
            .matcher(UNSEEN.matcher(SPACE.matcher(head).replaceAll(" ")).replaceAll(""))
            .replaceAll(" ")
            .strip();
    return cut(line, limit);
  }

  /** The text, cut to a length in characters, never within a pair of surrogates. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - CUT.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + CUT;
  }

  private static String escaped(String text) {
    String escaped = PUNCTUATION.matcher(text).replaceAll("\\\\$1");
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return AUTOMATIC_LINK.matcher(escaped).replaceAll("$1" + BREAK);
  }
}
