package dev.winnow.worker.consumer;

import java.util.ArrayList;
import java.util.List;

/**
 * The strings of a source file that have a slash in them. What is put into a string at run time is
 * {@code {}} in its text, and strings that are joined to it count with it. One pass, with no more
 * state than the place it is at; a file that is not what its name says costs no more than another.
 */
final class CodeStrings {
  /** No expression between two strings that are joined is longer. */
  private static final int LONGEST_OPERAND = 200;

  /** No path is joined of more. */
  private static final int MOST_OPERANDS = 10;

  /** No string longer than this is a path. */
  private static final int LONGEST_STRING = 400;

  /**
   * A string.
   *
   * @param start offset of the quote it begins with
   * @param end offset after the last string that is joined to it
   * @param line from 1
   * @param text its text, with {@code {}} for what is not known
   */
  record Literal(int start, int end, int line, String text) {}

  private final String text;
  private final CodeLanguage language;
  private final List<Literal> found = new ArrayList<>();
  private int at;
  private int line = 1;

  private CodeStrings(String text, CodeLanguage language) {
    this.text = text;
    this.language = language;
  }

  /** The strings of a file in the order they are in it. */
  static List<Literal> in(String text, CodeLanguage language) {
    CodeStrings strings = new CodeStrings(text, language);
    strings.scan();
    return strings.found;
  }

  private void scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (c == '/' && language.hasSlashComments() && isNext('/')) {
        skipLine();
      } else if (c == '/' && language.hasSlashComments() && isNext('*')) {
        skipTo("*/");
      } else if (c == '#' && language.hasHashComments()) {
        skipLine();
      } else if (c == '"' || c == '\'' || c == '`') {
        quote(c);
      } else {
        at++;
      }
    }
  }

  private boolean isNext(char c) {
    return at + 1 < text.length() && text.charAt(at + 1) == c;
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at + 2);
    int next = found < 0 ? text.length() : found + end.length();
    countLines(at, next);
    at = next;
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
  }

  private void quote(char quote) {
    if (text.startsWith("\"\"\"", at)
        || (language == CodeLanguage.PYTHON && text.startsWith("'''", at))) {
      skipTriple(text.substring(at, at + 3));
      return;
    }
    if (quote == '\'' && language.hasCharacters()) {
      skipCharacter();
      return;
    }
    int start = at;
    int startLine = line;
    StringBuilder value = new StringBuilder();
    at = read(start, value);
    countLines(start, at);
    if (value.indexOf("/") < 0) {
      return;
    }
    int joined = join(at, value);
    countLines(at, joined);
    at = joined;
    if (value.length() <= LONGEST_STRING) {
      found.add(new Literal(start, at, startLine, value.toString()));
    }
  }

  private void skipTriple(String quotes) {
    int end = text.indexOf(quotes, at + 3);
    int next = end < 0 ? text.length() : end + 3;
    countLines(at, next);
    at = next;
  }

  /** Passes over {@code 'x'} or {@code '\n'}; a lifetime of Rust has no second quote. */
  private void skipCharacter() {
    if (at + 2 < text.length() && text.charAt(at + 1) == '\\') {
      int end = text.indexOf('\'', at + 3);
      at = end > 0 && end - at < 12 ? end + 1 : at + 2;
    } else {
      at += at + 2 < text.length() && text.charAt(at + 2) == '\'' ? 3 : 1;
    }
  }

  /**
   * Reads one string.
   *
   * @param start offset of its quote
   * @param value where its text goes
   * @return offset after it; a string that is not closed ends with its line
   */
  private int read(int start, StringBuilder value) {
    char quote = text.charAt(start);
    boolean raw = quote == '`' && language == CodeLanguage.GO;
    int i = start + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\n' && quote != '`') {
        return i;
      }
      if (c == '\\' && !raw) {
        if (language == CodeLanguage.SWIFT && i + 1 < text.length() && text.charAt(i + 1) == '(') {
          i = hole(i + 1, '(', ')', value);
        } else {
          if (i + 1 < text.length() && text.charAt(i + 1) != '\n') {
            put(value, text.charAt(i + 1));
          }
          i += 2;
        }
        continue;
      }
      boolean braced = i + 1 < text.length() && text.charAt(i + 1) == '{';
      if ((c == '$' || c == '#') && braced) {
        i = hole(i + 1, '{', '}', value);
      } else if (c == '{') {
        i = hole(i, '{', '}', value);
      } else if (c == '$' && language.hasDollarNames() && isNameStart(i + 1)) {
        i++;
        while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
          i++;
        }
        value.append(Paths.ANY);
      } else if (c == '%' && i + 1 < text.length() && "sdvqu".indexOf(text.charAt(i + 1)) >= 0) {
        value.append(Paths.ANY);
        i += 2;
      } else {
        put(value, c);
        i++;
      }
    }
    return i;
  }

  private static void put(StringBuilder value, char c) {
    if (value.length() <= LONGEST_STRING) {
      value.append(c);
    }
  }

  private boolean isNameStart(int i) {
    return i < text.length() && Character.isJavaIdentifierStart(text.charAt(i));
  }

  /** Passes over what is put in at run time, from its bracket to the one that closes it. */
  private int hole(int from, char open, char close, StringBuilder value) {
    int depth = 0;
    int last = Math.min(text.length(), from + LONGEST_OPERAND);
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        if (value.length() <= LONGEST_STRING) {
          value.append(Paths.ANY);
        }
        return i + 1;
      }
    }
    put(value, open);
    return from + 1;
  }

  /** Takes in what is joined to a string that ends before an offset. */
  private int join(int end, StringBuilder value) {
    int done = end;
    for (int operands = 0; operands < MOST_OPERANDS; operands++) {
      int i = skipSpace(done);
      if (i >= text.length() || text.charAt(i) != language.plus()) {
        return done;
      }
      i = skipSpace(i + 1);
      if (i >= text.length()) {
        return done;
      }
      char c = text.charAt(i);
      boolean isString = c == '"' || c == '`' || (c == '\'' && !language.hasCharacters());
      if (isString && !text.startsWith("\"\"\"", i)) {
        done = read(i, value);
      } else {
        value.append(Paths.ANY);
        done = skipOperand(i);
      }
    }
    return done;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length()
        && i - from < LONGEST_OPERAND
        && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Passes over an expression, to what ends it or joins the next to it. */
  private int skipOperand(int from) {
    int depth = 0;
    int last = Math.min(text.length(), from + LONGEST_OPERAND);
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        if (depth-- == 0) {
          return i;
        }
      } else if (depth == 0
          && (c == ',' || c == ';' || c == '\n' || (c == '+' && language.plus() == '+'))) {
        return i;
      }
    }
    return last;
  }
}
