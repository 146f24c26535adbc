package dev.winnow.worker.patch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What formatting is, by the language of a file. */
enum Language {
  JAVA,
  CSHARP,
  RUST,
  C,
  /**
   * Lines or indentation mean something, but space at the end of a line outside a literal does not.
   */
  LINES,
  /** Unknown, or every byte may mean something: shell scripts, makefiles, Markdown, test data. */
  OTHER;

  private static final Pattern TRAILING_SPACE = Pattern.compile("[ \\t]+(?=\\n|\\z)");
  private static final Pattern LAST_BLANK_LINES = Pattern.compile("\\n+\\z");

  /** What may begin a literal or a block of more than one line, or continues a line. */
  private static final Pattern MANY_LINES =
      Pattern.compile("\"\"\"|'''|`|\\\\\\s*$|[|>][-+0-9]*\\s*(#.*)?$", Pattern.MULTILINE);

  static Language of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int point = name.lastIndexOf('.');
    return switch (point < 0 ? "" : name.substring(point + 1)) {
      case "java" -> JAVA;
      case "cs" -> CSHARP;
      case "rs" -> RUST;
      case "c", "h", "cc", "hh", "cpp", "hpp", "cxx", "hxx" -> C;
      case "py", "js", "jsx", "mjs", "ts", "tsx", "go", "kt", "scala", "swift", "yaml", "yml" ->
          LINES;
      default -> OTHER;
    };
  }

  /**
   * The content without what is only formatting. Equal for two contents only if they mean the same
   * in this language.
   */
  byte[] normalise(byte[] content) {
    Optional<String> text = decode(content);
    if (text.isEmpty()) {
      return content;
    }
    Optional<String> normal =
        switch (this) {
          case JAVA, CSHARP, RUST, C -> new Lexer(this, text.get()).tokens();
          case LINES -> lines(text.get());
          case OTHER -> Optional.empty();
        };
    // The first byte, which no text has, tells a file that was understood from one that was not.
    return normal.map(t -> ('\0' + t).getBytes(StandardCharsets.UTF_8)).orElse(content);
  }

  private static Optional<String> lines(String text) {
    if (MANY_LINES.matcher(text).find()) {
      return Optional.empty();
    }
    String lines = TRAILING_SPACE.matcher(text.replace("\r\n", "\n")).replaceAll("");
    return Optional.of(LAST_BLANK_LINES.matcher(lines).replaceAll(""));
  }

  /** The text, unless the bytes are not text: not UTF-8, or with a zero. */
  static Optional<String> decode(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
