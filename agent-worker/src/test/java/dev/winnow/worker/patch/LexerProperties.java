package dev.winnow.worker.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Source text made of known tokens, with any space and comments between them. */
class LexerProperties {
  private static final List<Language> FREE = List.of(Language.JAVA, Language.CSHARP, Language.RUST);
  private static final List<Language> LEXED =
      List.of(Language.JAVA, Language.CSHARP, Language.RUST, Language.C);

  @Property
  void shouldNotSeeSpaceAndCommentsBetweenTokens(
      @ForAll("languages") Language language,
      @ForAll("sources") List<String> source,
      @ForAll("gaps") List<String> one,
      @ForAll("gaps") List<String> other) {
    assertThat(tokens(language, joined(source, one)))
        .isPresent()
        .isEqualTo(tokens(language, joined(source, other)));
  }

  @Property
  void shouldSeeATokenThatIsReplaced(
      @ForAll("all") Language language,
      @ForAll("sources") List<String> source,
      @ForAll("gaps") List<String> gaps,
      @ForAll("tokens") String replacement,
      @ForAll int index) {
    int at = Math.floorMod(index, source.size());
    Assume.that(!source.get(at).equals(replacement));
    List<String> changed = new ArrayList<>(source);
    changed.set(at, replacement);

    assertThat(tokens(language, joined(source, gaps)))
        .isNotEqualTo(tokens(language, joined(changed, gaps)));
  }

  @Property
  void shouldSeeSpaceInsideAString(
      @ForAll("all") Language language,
      @ForAll("sources") List<String> source,
      @ForAll("gaps") List<String> gaps,
      @ForAll("words") String word) {
    List<String> one = new ArrayList<>(source);
    one.add("\"" + word + " " + word + "\"");
    List<String> other = new ArrayList<>(source);
    other.add("\"" + word + "  " + word + "\"");

    assertThat(tokens(language, joined(one, gaps)))
        .isNotEqualTo(tokens(language, joined(other, gaps)));
  }

  @Provide
  Arbitrary<Language> languages() {
    return Arbitraries.of(FREE);
  }

  @Provide
  Arbitrary<Language> all() {
    return Arbitraries.of(LEXED);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withCharRange('d', 'h').ofMinLength(1).ofMaxLength(4);
  }

  @Provide
  Arbitrary<String> tokens() {
    Arbitrary<String> operators =
        Arbitraries.of(
            "+", "-", "++", "=", "==", ">>", ">", "(", ")", "{", "}", ";", ",", ".", "::");
    Arbitrary<String> numbers = Arbitraries.of("0", "1", "10", "0x1F", "1.5", "2e-3", "1_000");
    Arbitrary<String> strings =
        Arbitraries.of(
            "\"\"", "\"a b\"", "\"a  b\"", "\"// no\"", "\"/*\"", "\"\\\"\"", "'x'", "' '");
    return Arbitraries.oneOf(words(), operators, numbers, strings);
  }

  @Provide
  Arbitrary<List<String>> sources() {
    return tokens().list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<String>> gaps() {
    return Arbitraries.of(" ", "  ", "\n", "\t\n ", " /* a \" b */ ", " // it's\n", "\r\n")
        .list()
        .ofSize(14);
  }

  private static Optional<String> tokens(Language language, String text) {
    return new Lexer(language, text).tokens();
  }

  private static String joined(List<String> tokens, List<String> gaps) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      text.append(gaps.get(i % gaps.size())).append(tokens.get(i));
    }
    return text.toString();
  }
}
