package dev.winnow.benchmarks.duplicates;

import com.github.javaparser.JavaParser;
import com.github.javaparser.JavaToken;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Java with the parser's own tokens, so that nothing of what is measured makes the clones.
 */
final class JavaText {
  private JavaText() {}

  static Optional<CompilationUnit> parse(String text) {
    ParserConfiguration configuration =
        new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE);
    return new JavaParser(configuration)
        .parse(text)
        .getResult()
        .filter(unit -> unit.getTokenRange().isPresent());
  }

  /** The tokens of a file, without space and comments. */
  static List<JavaToken> tokens(CompilationUnit unit) {
    List<JavaToken> tokens = new ArrayList<>();
    for (JavaToken token : unit.getTokenRange().orElseThrow()) {
      if (!token.getCategory().isWhitespaceOrComment() && !token.getText().isEmpty()) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  static List<String> words(CompilationUnit unit) {
    return tokens(unit).stream().map(JavaToken::getText).toList();
  }
}
