package dev.winnow.worker.patch;

/**
 * Finds where a string or character literal ends. A literal is one token with its prefix, taken as
 * it stands.
 */
final class Literals {
  /** There is no literal here. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int UNSURE = -1;

  private final Language language;
  private final String text;

  Literals(Language language, String text) {
    this.language = language;
    this.text = text;
  }

  /**
   * Returns where the literal that begins at {@code at} ends, {@link #NONE} if none begins there,
   * or another negative number if one does whose end is not sure.
   */
  int endAt(int at) {
    return switch (language) {
      case JAVA -> java(at);
      case CSHARP -> csharp(at);
      case RUST -> rust(at);
      case C -> c(at);
      case LINES, OTHER -> NONE;
    };
  }

  private int java(int at) {
    if (text.startsWith("\"\"\"", at)) {
      return escaped(at + 3, "\"\"\"", true);
    }
    return plain(at);
  }

  private int csharp(int at) {
    int quote = at;
    while (quote < text.length() && (text.charAt(quote) == '$' || text.charAt(quote) == '@')) {
      quote++;
    }
    if (quote >= text.length() || text.charAt(quote) != '"') {
      return quote == at ? plain(at) : NONE;
    }
    if (text.startsWith("\"\"\"", quote)) {
      int fence = quote;
      while (fence < text.length() && text.charAt(fence) == '"') {
        fence++;
      }
      return raw(fence, text.substring(quote, fence));
    }
    String prefix = text.substring(at, quote);
    if (prefix.contains("$")) {
      return interpolated(quote + 1, prefix.contains("@"));
    }
    return prefix.isEmpty() ? plain(at) : doubled(quote + 1);
  }

  private int rust(int at) {
    char c = text.charAt(at);
    if (c == '\'') {
      boolean isCharacter =
          text.startsWith("\\", at + 1)
              || at + 2 < text.length() && text.charAt(at + 2) == '\''
              || at + 3 < text.length()
                  && Character.isHighSurrogate(text.charAt(at + 1))
                  && text.charAt(at + 3) == '\'';
      return isCharacter ? escaped(at + 1, "'", false) : lifetime(at);
    }
    int quote = at;
    while (quote < text.length() && "bcr".indexOf(text.charAt(quote)) >= 0 && quote - at < 2) {
      quote++;
    }
    boolean isRaw = quote > at && text.charAt(quote - 1) == 'r';
    int hashes = quote;
    while (isRaw && hashes < text.length() && text.charAt(hashes) == '#') {
      hashes++;
    }
    if (text.startsWith("\"", hashes)) {
      return isRaw
          ? raw(hashes + 1, "\"" + text.substring(quote, hashes))
          : escaped(quote + 1, "\"", true);
    }
    boolean isByte = quote == at + 1 && c == 'b' && text.startsWith("'", quote);
    return isByte ? escaped(quote + 1, "'", false) : NONE;
  }

  private int c(int at) {
    int quote = at;
    while (quote < text.length() && "uU8LR".indexOf(text.charAt(quote)) >= 0 && quote - at < 4) {
      quote++;
    }
    if (quote >= text.length() || text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
      return NONE;
    }
    if (quote > at && text.charAt(quote - 1) == 'R' && text.charAt(quote) == '"') {
      int open = text.indexOf('(', quote);
      return open < 0 ? UNSURE : raw(open + 1, ")" + text.substring(quote + 1, open) + "\"");
    }
    return plain(quote);
  }

  /** A literal in one line between single or double quotes, with backslash escapes. */
  private int plain(int at) {
    char c = text.charAt(at);
    return c == '"' || c == '\'' ? escaped(at + 1, String.valueOf(c), false) : NONE;
  }

  private int escaped(int from, String quote, boolean manyLines) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        if (!manyLines && text.startsWith("\n", i + 1)) {
          return UNSURE;
        }
        i++;
      } else if (text.startsWith(quote, i)) {
        return i + quote.length();
      } else if (c == '\n' && !manyLines) {
        return UNSURE;
      }
    }
    return UNSURE;
  }

  private int raw(int from, String end) {
    int i = text.indexOf(end, from);
    if (i < 0) {
      return UNSURE;
    }
    int after = i + end.length();
    // Quotes at the end of a C# raw string may belong to it.
    return text.startsWith("\"", after) ? UNSURE : after;
  }

  /** A C# verbatim string, in which a doubled quote stands for one. */
  private int doubled(int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        if (!text.startsWith("\"", i + 1)) {
          return i + 1;
        }
        i++;
      }
    }
    return UNSURE;
  }

  /** A C# interpolated string; unsure when one of its holes has a literal of its own. */
  private int interpolated(int from, boolean isVerbatim) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (depth > 0 && (c == '"' || c == '\'' || c == '/')) {
        return UNSURE;
      } else if (c == '{' && depth == 0 && text.startsWith("{", i + 1)) {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (c == '\\' && !isVerbatim) {
        i++;
      } else if (c == '"' && isVerbatim && text.startsWith("\"", i + 1)) {
        i++;
      } else if (c == '"') {
        return i + 1;
      } else if (c == '\n' && !isVerbatim) {
        return UNSURE;
      }
    }
    return UNSURE;
  }

  private int lifetime(int at) {
    int end = at + 1;
    while (end < text.length() && Lexer.isWord(language, text.charAt(end))) {
      end++;
    }
    return end == at + 1 ? UNSURE : end;
  }
}
