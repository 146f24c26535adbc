package dev.winnow.worker.contract.graphql;

import dev.winnow.worker.contract.UnreadableContractException;

/**
 * Bounds on a schema's text, looked at before it is parsed: the parser recurses with the nesting,
 * and a stack overflow cannot be handled.
 */
final class Bounds {
  /** Characters of all files of a schema. */
  static final int MOST_CHARACTERS = 8 * 1024 * 1024;

  /** Tokens of one file. The largest public schemas have some hundred thousand. */
  static final int MOST_TOKENS = 400_000;

  /** Brackets within brackets. A schema has three or four. */
  static final int DEEPEST = 60;

  /** Characters of one name or number: numbers take time with the square of their digits. */
  static final int LONGEST_WORD = 1000;

  private static final String BLOCK = "\"\"\"";

  private Bounds() {}

  /**
   * Looks at one file.
   *
   * @throws UnreadableContractException if brackets are nested more deeply than {@link #DEEPEST},
   *     or a word is longer than {@link #LONGEST_WORD}
   */
  static void check(String file, String text) throws UnreadableContractException {
    int depth = 0;
    int line = 1;
    int at = 0;
    int word = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      word = Character.isLetterOrDigit(c) || c == '_' ? word + 1 : 0;
      if (word > LONGEST_WORD) {
        throw new UnreadableContractException(
            file, line, "A word has more than " + LONGEST_WORD + " characters.");
      }
      if (c == '\n') {
        line++;
      } else if (c == '#') {
        at = endOfLine(text, at);
        continue;
      } else if (c == '"') {
        int end = text.startsWith(BLOCK, at) ? endOfBlock(text, at) : endOfString(text, at);
        line += lines(text, at, end);
        at = end;
        continue;
      } else if (c == '{' || c == '[' || c == '(') {
        depth++;
        if (depth > DEEPEST) {
          throw new UnreadableContractException(
              file, line, "Brackets are nested more than " + DEEPEST + " deep.");
        }
      } else if ((c == '}' || c == ']' || c == ')') && depth > 0) {
        depth--;
      }
      at++;
    }
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static int endOfBlock(String text, int from) {
    int end = text.indexOf(BLOCK, from + BLOCK.length());
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end = text.indexOf(BLOCK, end + BLOCK.length());
    }
    return end < 0 ? text.length() : end + BLOCK.length();
  }

  private static int endOfString(String text, int from) {
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        return at;
      }
      if (c == '"') {
        return at + 1;
      }
      at += c == '\\' ? 2 : 1;
    }
    return text.length();
  }

  private static int lines(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }
}
