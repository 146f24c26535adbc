package dev.winnow.worker.contract.protobuf;

import dev.winnow.worker.contract.UnreadableContractException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file, looked at before it is parsed. The parser recurses with the nesting, and a
 * stack overflow cannot be handled, so the nesting is bounded here. It does not know editions
 * either, so what they write differently is written in the way that it knows, on the same line.
 *
 * @param text what the parser gets
 * @param edition the edition; empty if the file has a syntax or nothing
 */
record ProtoText(String text, String edition) {
  /** Brackets within brackets. The deepest of real files have about ten. */
  static final int DEEPEST = 64;

  /** Characters of one name with its dots. */
  static final int LONGEST_NAME = 1000;

  private static final Pattern EDITION =
      Pattern.compile("\\bedition\\s*=\\s*([\"'])(\\w{1,20})\\1\\s*;");
  private static final Pattern VISIBILITY =
      Pattern.compile("\\b(?:export|local)(\\s+(?:message|enum)\\s)");

  /** A list without its end is taken as a whole too, or each word in it would begin another. */
  private static final Pattern RESERVED_IDENTIFIERS =
      Pattern.compile("\\breserved(\\s++[A-Za-z_]\\w*+(?:\\s*+,\\s*+[A-Za-z_]\\w*+)*+\\s*+)(;?)");

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");

  /**
   * Looks at a file.
   *
   * @throws UnreadableContractException if it is nested too deeply, or a name is too long
   */
  static ProtoText of(String file, String text) throws UnreadableContractException {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    StringBuilder code = new StringBuilder(plain.length());
    scan(file, plain, code);
    Matcher edition = EDITION.matcher(code);
    if (!edition.find()) {
      return new ProtoText(plain, "");
    }
    // Only in a file with an edition is the text replaced, by its code without comments.
    String year = edition.group(2);
    String old = edition.replaceFirst("syntax = \"proto3\";");
    old = VISIBILITY.matcher(old).replaceAll("$1");
    old =
        RESERVED_IDENTIFIERS
            .matcher(old)
            .replaceAll(
                found ->
                    found.group(2).isEmpty()
                        ? Matcher.quoteReplacement(found.group())
                        : "reserved"
                            + IDENTIFIER.matcher(found.group(1)).replaceAll("\"$0\"")
                            + ";");
    return new ProtoText(old, year);
  }

  /**
   * Copies the text without its comments, lines kept. Strings and comments are as in the parser.
   */
  private static void scan(String file, String text, StringBuilder code)
      throws UnreadableContractException {
    int depth = 0;
    int line = 1;
    int word = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at + 1;
      if (c == '"' || c == '\'') {
        end = endOfString(text, at);
        code.append(text, at, end);
      } else if (text.startsWith("//", at)) {
        int newline = text.indexOf('\n', at);
        end = newline < 0 ? text.length() : newline;
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        end = close < 0 ? text.length() : close + 2;
        code.append(' ').append("\n".repeat(lines(text, at, end)));
      } else {
        code.append(c);
        depth += nesting(c);
        if (depth > DEEPEST) {
          throw new UnreadableContractException(
              file, line, "Brackets are nested more than " + DEEPEST + " deep.");
        }
        depth = Math.max(depth, 0);
      }
      word = Character.isLetterOrDigit(c) || c == '_' || c == '.' ? word + 1 : 0;
      if (word > LONGEST_NAME) {
        throw new UnreadableContractException(
            file, line, "A name has more than " + LONGEST_NAME + " characters.");
      }
      line += lines(text, at, end);
      at = end;
    }
  }

  private static int nesting(char c) {
    return switch (c) {
      case '{', '[', '(' -> 1;
      case '}', ']', ')' -> -1;
      default -> 0;
    };
  }

  private static int endOfString(String text, int from) {
    char quote = text.charAt(from);
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private static int lines(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        lines++;
      }
    }
    return lines;
  }
}
