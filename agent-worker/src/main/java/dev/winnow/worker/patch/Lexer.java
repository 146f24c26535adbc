package dev.winnow.worker.patch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Splits a source file into tokens, for the only purpose of seeing whether two files have the same
 * ones. It may therefore keep together what a compiler would split, but never split what a compiler
 * would keep together. Where it is not sure, it gives up on the file.
 *
 * <p>Comments and the space between tokens are dropped. In C and C++, whose preprocessor can tell
 * {@code a+b} from {@code a + b}, the presence of space is kept. Preprocessor lines are kept as
 * lines; Rust's doc comments, which are attributes and may hold tests, are kept too.
 */
final class Lexer {
  /** Stands between tokens; it cannot be in a file, since files with it are binary. */
  private static final char BETWEEN = '\0';

  /** Longest first, of all the languages together: to know too many operators does no harm. */
  private static final List<String> OPERATORS =
      List.of(
          ">>>=", "<<=", ">>=", ">>>", "...", "..=", "->*", "<=>", "??=", "&&=", "||=", "<<", ">>",
          "->", "=>", "::", "++", "--", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=",
          "%=", "&=", "|=", "^=", "??", "?.", "..", ".*", "##", "<:", ":>", "<%", "%>", "~=", "?:");

  /** Characters that Java reads from an escape before anything else: they could end a literal. */
  private static final Pattern UNICODE_ESCAPE =
      Pattern.compile("\\\\u+00(0[aAdD]|2[27aAfF]|5[cC])");

  /** Line ends that some languages end a line comment at and others do not. */
  private static final Pattern ODD_LINE_END = Pattern.compile("\\r(?!\\n)|[\\u0085\\u2028\\u2029]");

  /** A continued line, also with the space behind the backslash that some compilers overlook. */
  private static final Pattern CONTINUED_LINE = Pattern.compile("\\\\\\s*\\n");

  private final Language language;
  private final String text;
  private final Literals literals;
  private final StringBuilder tokens = new StringBuilder();
  private int at;
  private boolean isLineStart = true;

  Lexer(Language language, String text) {
    this.language = language;
    // In the others, the line ends of a literal are part of its value.
    boolean isLineEndFree = language == Language.JAVA || language == Language.RUST;
    this.text = isLineEndFree ? text.replace("\r\n", "\n") : text;
    this.literals = new Literals(language, this.text);
  }

  /** The tokens in a form of which equality is equality of tokens; empty if it gave up. */
  Optional<String> tokens() {
    if (isBeyondIt()) {
      return Optional.empty();
    }
    while (at < text.length()) {
      int end = next();
      if (end < 0) {
        return Optional.empty();
      }
      at = end;
    }
    return Optional.of(tokens.toString().stripTrailing());
  }

  private boolean isBeyondIt() {
    if (ODD_LINE_END.matcher(text).find()) {
      return true;
    }
    return switch (language) {
      case JAVA -> UNICODE_ESCAPE.matcher(text).find();
      case RUST -> text.contains("stringify!");
      // Other spellings of # and of the backslash.
      case C -> text.contains("%:") || text.contains("??=") || text.contains("??/");
      case CSHARP, LINES, OTHER -> false;
    };
  }

  /** Takes the token, comment or space at {@link #at}; returns where it ends, or -1 to give up. */
  private int next() {
    char c = text.charAt(at);
    if (c == '\n') {
      isLineStart = true;
      return space(at + 1);
    }
    if (Character.isWhitespace(c)) {
      return space(at + 1);
    }
    if (text.startsWith("//", at)) {
      int end = lineEnd(at);
      return isDocumentation("///", "//!") ? token(end) : comment(end);
    }
    if (text.startsWith("/*", at)) {
      int end = blockEnd();
      return end < 0 || !isDocumentation("/**", "/*!") ? comment(end) : token(end);
    }
    if (c == '#' && isLineStart && (language == Language.C || language == Language.CSHARP)) {
      return directive();
    }
    isLineStart = false;
    if (c == '\\' && language == Language.C) {
      return -1; // a line continued in the middle of a token, perhaps
    }
    if (isNumberStart(c)) {
      return token(numberEnd());
    }
    int literal = literals.endAt(at);
    if (literal != Literals.NONE) {
      return literal < 0 ? -1 : token(literal);
    }
    if (isWord(c)) {
      return token(wordEnd());
    }
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        return token(at + operator.length());
      }
    }
    return token(at + 1);
  }

  private int token(int end) {
    tokens.append(text, at, end).append(BETWEEN);
    return end;
  }

  private int comment(int end) {
    if (end < 0) {
      return -1;
    }
    // A continued line may take the next one into the comment, or end it where none seems to end.
    boolean isContinued =
        language == Language.C
            && CONTINUED_LINE.matcher(text).region(at, Math.min(end + 1, text.length())).find();
    return isContinued ? -1 : space(end);
  }

  private int space(int end) {
    int length = tokens.length();
    if (language == Language.C && length > 0 && tokens.charAt(length - 1) != ' ') {
      tokens.append(' ');
    }
    return end;
  }

  private boolean isDocumentation(String outer, String inner) {
    return language == Language.RUST && (text.startsWith(outer, at) || text.startsWith(inner, at));
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** End of a block comment, which nests in Rust; -1 if it has none. */
  private int blockEnd() {
    int depth = 1;
    int i = at + 2;
    while (i < text.length()) {
      if (text.startsWith("*/", i)) {
        i += 2;
        if (--depth == 0) {
          return i;
        }
      } else if (language == Language.RUST && text.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else {
        i++;
      }
    }
    return -1;
  }

  /** A preprocessor line with the lines that continue it, as it stands but for trailing space. */
  private int directive() {
    int end = lineEnd(at);
    while (end > at && text.charAt(end - 1) == '\\' && end < text.length()) {
      end = lineEnd(end + 1);
    }
    String line = text.substring(at, end);
    String stripped = line.stripTrailing();
    boolean isContinued = stripped.endsWith("\\") && !line.endsWith("\\");
    if (line.contains("/*") || isContinued) {
      return -1; // it may go on below
    }
    tokens.append('\n').append(stripped).append('\n').append(BETWEEN);
    return end;
  }

  /** As much as could be a number: digits, letters, points, separators, signs of exponents. */
  private int numberEnd() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean isSign = (c == '+' || c == '-') && "eEpP".indexOf(text.charAt(end - 1)) >= 0;
      boolean isSeparator =
          c == '\''
              && language == Language.C
              && end + 1 < text.length()
              && isWord(text.charAt(end + 1));
      if (!isWord(c) && c != '.' && !isSign && !isSeparator) {
        break;
      }
      end++;
    }
    return end;
  }

  private boolean isNumberStart(char c) {
    return Character.isDigit(c)
        || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
  }

  private int wordEnd() {
    boolean isRawIdentifier =
        language == Language.RUST
            && text.startsWith("r#", at)
            && at + 2 < text.length()
            && isWord(text.charAt(at + 2));
    int end = isRawIdentifier ? at + 2 : at;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean isWord(char c) {
    return isWord(language, c);
  }

  /** Whether a character can be in a word; in C#, $ and @ begin literals and are in no word. */
  static boolean isWord(Language language, char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c >= 0x80
        || (c == '$' || c == '@') && language != Language.CSHARP;
  }
}
