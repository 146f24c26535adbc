package dev.winnow.worker.patch.near;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tokens of a text line by line, without comments. In languages of programs each name counts
 * as a name and each number as a number; in all other texts words count as they are.
 */
final class SourceTokens {
  /** Lines longer than this are of generated or minified files. */
  static final int LONGEST_LINE = 2_000;

  private static final Set<String> SLASHES =
      Set.of(
          "java", "cs", "rs", "c", "h", "cc", "hh", "cpp", "hpp", "cxx", "hxx", "js", "jsx", "mjs",
          "cjs", "ts", "tsx", "go", "kt", "kts", "scala", "swift", "dart", "php", "groovy");

  private static final Set<String> HASHES = Set.of("py", "rb", "pl", "sh", "bash", "ex", "jl", "r");

  /** Words that are no names in one of these languages or another. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "abstract", "and", "as", "assert", "async", "await", "begin", "bool", "boolean", "break",
          "byte", "case", "catch", "char", "class", "const", "continue", "def", "default", "defer",
          "del", "delete", "do", "done", "double", "elif", "else", "elsif", "end", "ensure", "enum",
          "except", "export", "extends", "extern", "false", "fi", "final", "finally", "float", "fn",
          "for", "foreach", "from", "fun", "func", "function", "go", "goto", "guard", "if", "impl",
          "implements", "import", "in", "instanceof", "int", "interface", "is", "lambda", "let",
          "long", "loop", "match", "module", "mut", "namespace", "native", "new", "nil", "none",
          "None", "not", "null", "operator", "or", "override", "package", "pass", "private",
          "protected", "pub", "public", "raise", "range", "record", "ref", "rescue", "return",
          "sealed", "select", "self", "short", "signed", "sizeof", "static", "struct", "super",
          "switch", "synchronized", "template", "then", "this", "throw", "throws", "trait", "true",
          "True", "False", "try", "type", "typedef", "typeof", "union", "unless", "unsafe",
          "unsigned", "until", "use", "using", "val", "var", "virtual", "void", "volatile", "when",
          "where", "while", "with", "yield");

  private static final long NAME = Hashes.of("name", 0, 4);
  private static final long NUMBER = Hashes.of("0", 0, 1);
  private static final long LITERAL = Hashes.of("\"\"", 0, 2);

  private final String text;
  private final boolean isProgram;
  private final boolean hasSlashes;
  private final boolean hasHashes;
  private final List<long[]> lines = new ArrayList<>();
  private long[] line = new long[16];
  private int length;
  private int at;

  private SourceTokens(String path, String text) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    this.text = text;
    this.hasSlashes = SLASHES.contains(extension);
    this.hasHashes = HASHES.contains(extension);
    this.isProgram = hasSlashes || hasHashes;
    while (at < text.length()) {
      next();
    }
    endLine();
  }

  /**
   * Hashes of the tokens of each line that has any.
   *
   * @param path tells the language
   * @param text the file
   */
  static List<long[]> lines(String path, String text) {
    return new SourceTokens(path, text).lines;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n') {
      endLine();
      at++;
    } else if (hasSlashes && text.startsWith("//", at) || hasHashes && c == '#') {
      at = lineEnd();
    } else if (hasSlashes && text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
    } else if (Character.isDigit(c)) {
      int end = wordEnd(at);
      add(isProgram ? NUMBER : Hashes.of(text, at, end));
      at = end;
    } else if (isWord(c)) {
      int end = wordEnd(at);
      boolean isName = isProgram && !KEYWORDS.contains(text.substring(at, end));
      add(isName ? NAME : Hashes.of(text, at, end));
      at = end;
    } else if (isProgram && (c == '"' || c == '\'' || c == '`')) {
      int end = literalEnd(c);
      add(end < 0 ? Hashes.of(text, at, at + 1) : LITERAL);
      at = end < 0 ? at + 1 : end;
    } else {
      if (isProgram && !Character.isWhitespace(c)) {
        add(Hashes.of(text, at, at + 1));
      }
      at++;
    }
  }

  private void add(long token) {
    if (length == line.length) {
      line = java.util.Arrays.copyOf(line, 2 * length);
    }
    line[length++] = token;
  }

  private void endLine() {
    if (length > 0) {
      lines.add(java.util.Arrays.copyOf(line, length));
      length = 0;
    }
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where a literal in one line ends; -1 if it does not end there. */
  private int literalEnd(char quote) {
    for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
