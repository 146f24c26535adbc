package dev.winnow.worker.docs.code;

import java.util.function.Consumer;

/**
 * Reads the names in a text: identifiers, words with dashes between them such as {@code dry-run},
 * options such as {@code --dry-run}, names with dots such as {@code server.port} with all their
 * parts in a row, and identifiers in quotes with the quotes. One pass, whatever the text.
 */
public final class NameScanner {
  /** A name with more parts, as in data, is nobody's. */
  private static final int MOST_PARTS = 8;

  private static final int LONGEST = 200;

  private NameScanner() {}

  /** Gives each name in the text to the consumer, in order, repeated ones as often as they come. */
  public static void scan(String text, Consumer<String> names) {
    int length = text.length();
    int i = 0;
    while (i < length) {
      if (!isStart(text.charAt(i))) {
        i++;
        continue;
      }
      int end = i + 1;
      while (end < length && (isPart(text.charAt(end)) || isJoint(text, end))) {
        end++;
      }
      if (end - i <= LONGEST) {
        compound(text, i, end, names);
      }
      i = end;
    }
  }

  /** A run of identifiers with dots and dashes between them. */
  private static void compound(String text, int start, int end, Consumer<String> names) {
    int[] begins = new int[MOST_PARTS + 1];
    int parts = 0;
    int begin = start;
    boolean hasDash = false;
    for (int i = start; i <= end; i++) {
      if (i == end || text.charAt(i) == '.' || text.charAt(i) == '-') {
        identifier(text, begin, i, names);
        hasDash |= i < end && text.charAt(i) == '-';
        if (parts < MOST_PARTS) {
          begins[parts] = begin;
        }
        parts++;
        begin = i + 1;
      }
    }
    if (parts > 1 && parts <= MOST_PARTS) {
      begins[parts] = end + 1;
      for (int from = 0; from < parts; from++) {
        for (int to = from + 2; to <= parts; to++) {
          names.accept(text.substring(begins[from], begins[to] - 1));
        }
      }
    }
    if (start >= 2 && text.charAt(start - 1) == '-' && text.charAt(start - 2) == '-') {
      names.accept(text.substring(start - 2, end(text, start, end)));
    }
    if (hasDash || parts == 1) {
      quoted(text, start, end, names);
    }
  }

  /** An option ends where a dot begins. */
  private static int end(String text, int start, int end) {
    int dot = start;
    while (dot < end && text.charAt(dot) != '.') {
      dot++;
    }
    return dot;
  }

  private static void identifier(String text, int begin, int end, Consumer<String> names) {
    if (end > begin) {
      names.accept(text.substring(begin, end));
    }
  }

  private static void quoted(String text, int start, int end, Consumer<String> names) {
    if (start > 0 && end < text.length() && text.charAt(start - 1) == text.charAt(end)) {
      char quote = text.charAt(end);
      if (quote == '"' || quote == '\'' || quote == '`') {
        names.accept(text.substring(start - 1, end + 1));
      }
    }
  }

  /** A dot or dash with an identifier on both sides. */
  private static boolean isJoint(String text, int at) {
    char c = text.charAt(at);
    return (c == '.' || c == '-')
        && at + 1 < text.length()
        && isPart(text.charAt(at + 1))
        && isPart(text.charAt(at - 1));
  }

  private static boolean isStart(char c) {
    return c == '_' || c == '$' || Character.isLetter(c);
  }

  private static boolean isPart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c);
  }
}
