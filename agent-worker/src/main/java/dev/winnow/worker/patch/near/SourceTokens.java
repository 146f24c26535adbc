package dev.winnow.worker.patch.near;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The tokens of a text, without comments. In languages of programs each name counts as a name and
 * each number as a number; in all other texts words count as they are.
 */
final class SourceTokens {
  /** Lines longer than this are of generated or minified files. */
  static final int LONGEST_LINE = 2_000;

  /** Words that are no names in most of the languages that have braces. */
  private static final Set<String> USUAL =
      words(
          """
          abstract assert boolean break byte case catch char class const continue default do double
          else enum extends false final finally float for if implements import instanceof int
          interface long new null package private protected public return short static super switch
          synchronized this throw throws true try void volatile while
          """);

  private static final Map<String, Set<String>> KEYWORDS =
      languages(
          Map.of(
              "java",
              "",
              "cs",
              "as bool foreach in is namespace object out ref string struct using var",
              "c h cc hh cpp hpp cxx hxx",
              "auto bool extern goto namespace signed sizeof struct template typedef union unsigned"
                  + " using",
              "rs",
              "as fn impl in let loop match mod move mut pub ref self struct trait use where",
              "js jsx mjs cjs ts tsx",
              "async await delete export function in let of typeof var",
              "go",
              "chan defer fallthrough func go goto map nil range select struct type var",
              "kt kts scala swift dart groovy",
              "as def fun func guard in internal is let match nil object override val var when",
              "php",
              "echo foreach function use",
              "py",
              "None True False and as async await def del elif except from global in is lambda not"
                  + " or pass raise self with yield",
              "rb pl sh",
              "and begin def done elif elsif end fi module my nil not or rescue self sub then unless"
                  + " until yield"));

  /** Languages whose comments begin with a number sign; those of all others with slashes. */
  private static final Set<String> HASHES = Set.of("py", "rb", "pl", "sh");

  private static final long NAME = Hashes.of("name", 0, 4);
  private static final long NUMBER = Hashes.of("0", 0, 1);
  private static final long LITERAL = Hashes.of("\"\"", 0, 2);

  private final String text;
  private final boolean isProgram;
  private final boolean hasSlashes;
  private final boolean hasHashes;
  private final Set<String> keywords;
  private final LongStream.Builder tokens = LongStream.builder();
  private int at;

  private SourceTokens(String path, String text) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    this.text = text;
    this.isProgram = KEYWORDS.containsKey(extension);
    this.keywords = KEYWORDS.getOrDefault(extension, Set.of());
    this.hasHashes = HASHES.contains(extension);
    this.hasSlashes = isProgram && !hasHashes;
    while (at < text.length()) {
      next();
    }
  }

  /**
   * Hashes of the tokens, one after the other.
   *
   * @param path tells the language
   * @param text the file
   */
  static long[] of(String path, String text) {
    return new SourceTokens(path, text).tokens.build().toArray();
  }

  private void next() {
    char c = text.charAt(at);
    if (hasSlashes && text.startsWith("//", at) || hasHashes && c == '#') {
      at = lineEnd();
    } else if (hasSlashes && text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
    } else if (Character.isDigit(c)) {
      int end = wordEnd(at);
      tokens.add(isProgram ? NUMBER : Hashes.of(text, at, end));
      at = end;
    } else if (isWord(c)) {
      int end = wordEnd(at);
      boolean isName = isProgram && !keywords.contains(text.substring(at, end));
      tokens.add(isName ? NAME : Hashes.of(text, at, end));
      at = end;
    } else if (isProgram && (c == '"' || c == '\'' || c == '`')) {
      int end = literalEnd(c);
      tokens.add(end < 0 ? Hashes.of(text, at, at + 1) : LITERAL);
      at = end < 0 ? at + 1 : end;
    } else {
      if (isProgram && !Character.isWhitespace(c)) {
        tokens.add(Hashes.of(text, at, at + 1));
      }
      at++;
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

  private static Map<String, Set<String>> languages(Map<String, String> keywords) {
    Map<String, Set<String>> languages = new HashMap<>();
    keywords.forEach(
        (extensions, words) -> {
          for (String extension : words(extensions)) {
            Set<String> all = new HashSet<>(USUAL);
            all.addAll(words(words));
            languages.put(extension, all);
          }
        });
    return languages;
  }

  private static Set<String> words(String text) {
    return text.isBlank() ? Set.of() : Set.of(text.strip().split("\\s+"));
  }
}
