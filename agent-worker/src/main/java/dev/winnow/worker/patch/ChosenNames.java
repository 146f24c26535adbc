package dev.winnow.worker.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.worker.patch.renaming.BlockNames;
import dev.winnow.worker.patch.renaming.Dialect;
import dev.winnow.worker.patch.renaming.JavaNames;
import java.util.List;
import java.util.Optional;

/**
 * Files without the names that they chose themselves. What comes out depends on nothing but the
 * file as {@link Language#normalise} gives it, so files that are equal there are equal here.
 */
final class ChosenNames {
  /** Longest file that is looked into, in characters without space and comments. */
  static final int LONGEST_FILE = 256 * 1024;

  /** How much is looked into for one patch, in the same characters. */
  static final int LONGEST_PATCH = 1024 * 1024;

  /** The first bytes tell a file whose names were taken out from one that is as it was. */
  private static final String MARK = "\0\u0001";

  private static final String BETWEEN = "\0";

  private int left = LONGEST_PATCH;

  /** The content without space, comments and chosen names, as far as that is sure. */
  byte[] takenOutOf(Language language, byte[] content) {
    byte[] normal = language.normalise(content);
    boolean isUnderstood = normal.length > 0 && normal[0] == 0;
    boolean hasRules =
        language == Language.JAVA || language == Language.CSHARP || language == Language.RUST;
    if (!isUnderstood || !hasRules) {
      return normal;
    }
    String text = new String(normal, 1, normal.length - 1, UTF_8);
    if (text.isEmpty() || text.length() > Math.min(left, LONGEST_FILE)) {
      return normal;
    }
    left -= text.length();
    return canonical(language, List.of(text.split(BETWEEN)))
        .map(tokens -> (MARK + String.join(BETWEEN, tokens)).getBytes(UTF_8))
        .orElse(normal);
  }

  private static Optional<List<String>> canonical(Language language, List<String> tokens) {
    return switch (language) {
      case JAVA -> JavaNames.canonical(tokens);
      case CSHARP -> BlockNames.canonical(Dialect.CSHARP, tokens);
      case RUST -> BlockNames.canonical(Dialect.RUST, tokens);
      case C, LINES, OTHER -> Optional.empty();
    };
  }
}
