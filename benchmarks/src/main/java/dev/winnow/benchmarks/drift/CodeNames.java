package dev.winnow.benchmarks.drift;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names in a file of code, without its comments, and whether one looks declared there rather
 * than used. No parser: it reads any language well enough to count names.
 */
final class CodeNames {
  private static final Set<String> DECLARING =
      Set.of(
          "class",
          "interface",
          "enum",
          "struct",
          "trait",
          "type",
          "def",
          "fn",
          "func",
          "function",
          "fun",
          "module",
          "mod",
          "const",
          "let",
          "var",
          "val",
          "static",
          "record",
          "define",
          "macro",
          "union",
          "object",
          "pub",
          "readonly",
          "namespace",
          "package",
          "property",
          "macro_rules",
          "alias",
          "task",
          "target",
          "message",
          "service",
          "rpc");
  private static final Set<String> NO_TYPES =
      Set.of(
          "return",
          "new",
          "throw",
          "throws",
          "else",
          "case",
          "import",
          "in",
          "await",
          "yield",
          "instanceof",
          "not",
          "and",
          "or",
          "is",
          "as",
          "if",
          "unless",
          "while",
          "until",
          "when",
          "raise",
          "extends",
          "implements",
          "from",
          "use",
          "using",
          "require",
          "include",
          "of",
          "delete",
          "typeof",
          "assert",
          "elif",
          "elsif",
          "do",
          "then",
          "goto",
          "go",
          "defer",
          "match",
          "for",
          "with",
          "except",
          "catch",
          "echo",
          "export",
          "print");

  private final String text;
  private final Comments comments;
  private final boolean go;
  private final boolean declares;
  private final Map<String, Boolean> names = new HashMap<>();
  private int hash;

  private CodeNames(FileSort sort, String path, String text) {
    this.text = text;
    this.comments = Comments.of(path);
    this.go = path.endsWith(".go");
    this.declares = sort == FileSort.CODE;
  }

  static CodeNames of(FileSort sort, String path, String text) {
    CodeNames names = new CodeNames(sort, path, text);
    names.read();
    return names;
  }

  /** The names, each with whether it is declared. */
  Map<String, Boolean> names() {
    return names;
  }

  /** Of what is no comment and no space at a line's ends: as good as never the same for two. */
  int hash() {
    return hash;
  }

  private void read() {
    StringBuilder line = new StringBuilder();
    Comments.Stripper stripper = comments.stripper(text);
    while (stripper.next(line)) {
      line(line);
    }
  }

  private void line(CharSequence line) {
    String code = line.toString().strip();
    hash = code.isEmpty() ? hash : 31 * hash + code.hashCode();
    int first = 0;
    while (first < line.length() && !Words.isPart(line.charAt(first))) {
      first++;
    }
    int[] last = {-1, -1};
    int firstWord = first;
    Words.read(
        line,
        0,
        line.length(),
        (word, from, to) -> {
          boolean declared =
              declares
                  && (word.startsWith("--") || isDeclared(line, word, from, to, firstWord, last));
          names.merge(word, declared, Boolean::logicalOr);
          last[0] = from;
          last[1] = to;
        });
    literals(line);
  }

  private boolean isDeclared(
      CharSequence line, String word, int from, int to, int first, int[] last) {
    if (Words.isUpperSnake(word)) {
      return true;
    }
    int next = to;
    while (next < line.length() && line.charAt(next) == ' ') {
      next++;
    }
    char after = next < line.length() ? line.charAt(next) : '\n';
    char second = next + 1 < line.length() ? line.charAt(next + 1) : '\n';
    boolean assigned =
        (after == '=' && second != '=' && second != '>') || (after == ':' && second != ':');
    char before = from > 0 ? line.charAt(from - 1) : ' ';
    if (assigned && (before == '.' || before == '@' || from == first || before == '"')) {
      return true;
    }
    if (before == ':' && (from < 2 || line.charAt(from - 2) != ':')) {
      return true; // a symbol of Ruby
    }
    if (from == first) {
      boolean opens = after == '(' && endsOpen(line);
      boolean constant = Character.isUpperCase(word.charAt(0)) && ",({;".indexOf(after) >= 0;
      boolean field = go && next > to && Words.isStart(after);
      return opens || constant || field;
    }
    if (last[1] < 0 || last[1] >= from) {
      return false;
    }
    String previous = line.subSequence(last[0], last[1]).toString();
    String gap = line.subSequence(last[1], from).toString();
    if (gap.isBlank() || gap.strip().equals("*") || gap.strip().equals("&")) {
      return DECLARING.contains(previous)
          || (!NO_TYPES.contains(previous) && "(=;,{".indexOf(after) >= 0);
    }
    boolean method = gap.startsWith(")") && after == '(' && line.toString().startsWith("func");
    boolean typed = (gap.startsWith(">") || gap.startsWith("[]")) && gap.endsWith(" ");
    return method || (typed && "(=;,".indexOf(after) >= 0);
  }

  private static boolean endsOpen(CharSequence line) {
    String stripped = line.toString().stripTrailing();
    return stripped.endsWith("{") || stripped.endsWith(" do") || stripped.endsWith("|");
  }

  /** What is a whole literal may be a flag or a key, whatever its name is elsewhere. */
  private void literals(CharSequence line) {
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c != '"' && c != '\'') {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < line.length() && line.charAt(end) != c && isLiteral(line.charAt(end))) {
        end++;
      }
      if (end < line.length() && line.charAt(end) == c && end - at > 2 && end - at < 40) {
        String literal = line.subSequence(at + 1, end).toString();
        if (Words.isStart(literal.charAt(0))) {
          names.merge(literal, declares, Boolean::logicalOr);
          if (literal.equals(literal.toLowerCase(Locale.ROOT)) && literal.indexOf('_') < 0) {
            names.merge("--" + literal, declares, Boolean::logicalOr);
          }
        }
      }
      at = Math.max(end, at + 1);
      if (at < line.length() && line.charAt(at) == c) {
        at++;
      }
    }
  }

  private static boolean isLiteral(char c) {
    return Words.isPart(c) || c == '-';
  }
}
