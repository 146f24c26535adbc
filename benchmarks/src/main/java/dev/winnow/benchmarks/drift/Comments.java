package dev.winnow.benchmarks.drift;

import java.util.Locale;
import java.util.Set;

/** How a language writes comments. */
enum Comments {
  SLASHES,
  HASH,
  PYTHON,
  RUBY,
  TAGS,
  DASHES,
  SEMICOLON,
  QUOTE,
  NONE;

  private static final Set<String> SLASH_ENDS =
      Set.of(
          "java", "js", "ts", "jsx", "tsx", "mjs", "cjs", "go", "rs", "c", "h", "cc", "cpp", "hpp",
          "cxx", "cs", "kt", "kts", "scala", "groovy", "gradle", "swift", "proto", "php", "dart",
          "y", "l", "mts", "cts", "m", "mm");
  private static final Set<String> HASH_ENDS =
      Set.of(
          "sh",
          "bash",
          "zsh",
          "fish",
          "yml",
          "yaml",
          "toml",
          "pl",
          "pm",
          "mk",
          "cfg",
          "ini",
          "properties",
          "conf",
          "tcl",
          "r",
          "cmake",
          "ps1",
          "am",
          "ac",
          "in",
          "m4",
          "jq",
          "gitignore",
          "dockerfile",
          "ex",
          "exs",
          "nix");
  private static final Set<String> RUBY_ENDS = Set.of("rb", "gemspec", "rake", "ru");

  static Comments of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String end = name.substring(name.lastIndexOf('.') + 1);
    if (SLASH_ENDS.contains(end)) {
      return SLASHES;
    }
    if (end.equals("py") || end.equals("pyi") || end.equals("pyx")) {
      return PYTHON;
    }
    if (RUBY_ENDS.contains(end) || name.equals("rakefile") || name.equals("gemfile")) {
      return RUBY;
    }
    if (Set.of("xml", "html", "htm", "vue", "svelte", "erb", "xsd", "tmpl").contains(end)) {
      return TAGS;
    }
    if (Set.of("sql", "lua", "hs").contains(end)) {
      return DASHES;
    }
    if (Set.of("el", "clj", "scm", "lisp").contains(end)) {
      return SEMICOLON;
    }
    if (end.equals("vim")) {
      return QUOTE;
    }
    boolean bare = name.indexOf('.') < 0;
    return bare || HASH_ENDS.contains(end) ? HASH : NONE;
  }

  Stripper stripper(String text) {
    return new Stripper(text);
  }

  /** Gives the lines of a text without their comments. */
  final class Stripper {
    private final String text;
    private int at;
    // What ends the comment that is open; null if none is.
    private String until;

    private Stripper(String text) {
      this.text = text;
    }

    /** Puts the next line in {@code line}; false if there is none. */
    boolean next(StringBuilder line) {
      if (at >= text.length()) {
        return false;
      }
      line.setLength(0);
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      line(at, end, line);
      at = end + 1;
      return true;
    }

    private void line(int start, int end, StringBuilder line) {
      int i = start;
      if (until == null) {
        i = opened(start, end);
      }
      while (i < end) {
        if (until != null) {
          int close = text.indexOf(until, i);
          if (close < 0 || close >= end) {
            return;
          }
          i = close + until.length();
          until = null;
          line.append(' ');
          continue;
        }
        char c = text.charAt(i);
        if (c == '"' || c == '\'') {
          int close = closing(c, i, end);
          line.append(text, i, close);
          i = close;
        } else if (isLineComment(c, i, start)) {
          return;
        } else {
          int open = opening(c, i);
          if (open == 0) {
            line.append(c);
            i++;
          } else {
            i += open;
          }
        }
      }
    }

    /** Takes the start of what is a comment only at the start of a line. */
    private int opened(int start, int end) {
      int first = start;
      while (first < end && Character.isWhitespace(text.charAt(first))) {
        first++;
      }
      if (Comments.this == RUBY && text.startsWith("=begin", start)) {
        until = "=end";
        return start + 6;
      }
      if (Comments.this == QUOTE && text.startsWith("\"", first)) {
        return end;
      }
      if (Comments.this == PYTHON) {
        // A text that is a statement is documentation.
        int quote = first;
        while (quote < end && "rRuUbB".indexOf(text.charAt(quote)) >= 0) {
          quote++;
        }
        for (String marks : new String[] {"\"\"\"", "'''"}) {
          if (text.startsWith(marks, quote)) {
            until = marks;
            return quote + 3;
          }
        }
      }
      return start;
    }

    private boolean isLineComment(char c, int i, int start) {
      return switch (Comments.this) {
        case SLASHES ->
            c == '/' && text.startsWith("//", i) && (i == start || text.charAt(i - 1) != ':');
        case HASH, PYTHON, RUBY ->
            c == '#' && (i == start || Character.isWhitespace(text.charAt(i - 1)));
        case DASHES -> c == '-' && text.startsWith("--", i);
        case SEMICOLON -> c == ';';
        case TAGS, QUOTE, NONE -> false;
      };
    }

    private int opening(char c, int i) {
      if (Comments.this == SLASHES && c == '/' && text.startsWith("/*", i)) {
        until = "*/";
        return 2;
      }
      if (Comments.this == TAGS && c == '<' && text.startsWith("<!--", i)) {
        until = "-->";
        return 4;
      }
      return 0;
    }

    /** The end of a literal on its line; just behind the mark if it is none. */
    private int closing(char mark, int from, int end) {
      for (int i = from + 1; i < end; i++) {
        char c = text.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == mark) {
          return i + 1;
        }
      }
      return from + 1;
    }
  }
}
