package dev.winnow.worker.docs.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import dev.winnow.worker.docs.reference.Reference.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dry-run | FLAG",
        "MAX_RETRIES | KEY",
        "server.port | KEY",
        "parse_config | SYMBOL",
        "parseConfig() | SYMBOL",
        "src/main/app.py | PATH",
        "scripts/ | PATH",
        "./run.sh | PATH"
      })
  void shouldTellWhatItIsWhenWordsAreSetAsCode(String text, Kind kind) {
    List<Reference> references = code(text);

    assertThat(references).extracting(Reference::kind).contains(kind);
  }

  @Test
  void shouldHaveTheLineOfTheSpanWhenItIsAWord() {
    List<Reference> references =
        of(new Span(Form.CODE, "parse_config", 7, "", "Call parse_config.", ""));

    assertThat(references)
        .containsExactly(
            new Reference(
                Kind.SYMBOL,
                "parse_config",
                Set.of("parse_config"),
                false,
                new DocLine("docs/a.md", 7)));
  }

  @Test
  void shouldKnowHowCodeSpellsItWhenAnOptionHasSeveralWords() {
    List<Reference> references = code("--dry-run");

    assertThat(references)
        .singleElement()
        .satisfies(
            flag ->
                assertThat(flag.spellings())
                    .containsExactly(
                        "--dry-run", "dry-run", "dry_run", "DRY_RUN", "dryRun", "DryRun"));
  }

  @Test
  void shouldCountOnlyTextsWhenAnOptionIsASingleWord() {
    List<Reference> references = code("--verbose");

    assertThat(references)
        .singleElement()
        .satisfies(
            flag ->
                assertThat(flag.spellings())
                    .containsExactly("--verbose", "\"verbose\"", "'verbose'", "`verbose`"));
  }

  @Test
  void shouldTakeTheOptionsAndLongNamesWhenItIsACommand() {
    List<Reference> references = code("tool build --out-dir=x src/main.c with some_name plain");

    assertThat(references)
        .extracting(Reference::kind, Reference::name)
        .containsExactly(
            tuple(Kind.FLAG, "--out-dir"),
            tuple(Kind.PATH, "src/main.c"),
            tuple(Kind.SYMBOL, "some_name"));
  }

  @Test
  void shouldTakeTypesAndTheLastNameWhenItIsQualified() {
    List<Reference> references = code("com.acme.OrderStore.find(id)");

    assertThat(references)
        .filteredOn(each -> each.kind() == Kind.SYMBOL)
        .extracting(Reference::name, Reference::isPlain)
        .containsExactly(tuple("OrderStore", false), tuple("find", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cart::total_of", "Cart#total_of", "cart->total_of", "Shop\\total_of"})
  void shouldTakeTheLastNameWhateverSeparatesIt(String text) {
    List<Reference> references = code(text);

    assertThat(references).extracting(Reference::name).contains("total_of");
  }

  @Test
  void shouldBePlainWhenItIsAWordLikeAnyOther() {
    List<Reference> references = code("retry");

    assertThat(references)
        .singleElement()
        .satisfies(reference -> assertThat(reference.isPlain()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"true", "String", "null", "id", "x", "GitHub", "42", "", "-v", "{}", "a b"})
  void shouldFindNothingWhenAWordIsEverybodys(String text) {
    assertThat(code(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The option parse_config has been removed.",
        "parse_config is deprecated.",
        "Use load_config instead of parse_config.",
        "parse_config no longer reads files.",
        "It was called parse_config.",
        "Planned: parse_config."
      })
  void shouldFindNothingWhenTheSentenceIsAboutWhatWas(String sentence) {
    List<Reference> references = of(new Span(Form.CODE, "parse_config", 1, "", sentence, "Guide"));

    assertThat(references).isEmpty();
  }

  @Test
  void shouldFindNothingWhenTheHeadingIsAboutWhatWas() {
    List<Reference> references =
        of(new Span(Form.BLOCK, "parse_config()", 1, "py", "So:", "Guide / Upgrading from 1.x"));

    assertThat(references).isEmpty();
  }

  @Test
  void shouldTakeFileAndAnchorWhenItIsALink() {
    List<Reference> references = link("../guide/set%20up.md?plain=1#first-steps");

    assertThat(references)
        .extracting(Reference::kind, Reference::name)
        .containsExactly(
            tuple(Kind.LINK, "../guide/set up.md"),
            tuple(Kind.ANCHOR, "../guide/set up.md#first-steps"));
  }

  @Test
  void shouldTakeAnAnchorOfTheDocumentItselfWhenThereIsNoFile() {
    List<Reference> references = link("#first-steps");

    assertThat(references)
        .extracting(Reference::kind, Reference::name)
        .containsExactly(tuple(Kind.ANCHOR, "#first-steps"));
  }

  @Test
  void shouldTakeThePathWhenTheHostShowsAFileOfTheMainBranch() {
    List<Reference> references = link("https://github.com/acme/shop/blob/main/src/app.py#L3");

    assertThat(references)
        .extracting(Reference::kind, Reference::name)
        .containsExactly(tuple(Kind.LINK, "/src/app.py"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.md",
        "//example.com/a.md",
        "mailto:a@example.com",
        "https://github.com/acme/shop/blob/v1.0/src/app.py",
        "{{ site.url }}/a.md",
        "<%= link %>",
        "#",
        ""
      })
  void shouldFindNothingWhenALinkLeadsElsewhere(String target) {
    assertThat(link(target)).isEmpty();
  }

  @Test
  void shouldTakeALinkAsItIsWhenItIsEncodedBadly() {
    List<Reference> references = link("a%zz+b.md");

    assertThat(references).extracting(Reference::name).containsExactly("a%zz+b.md");
  }

  @Test
  void shouldHaveTheLineOfEachNameWhenItIsABlock() {
    List<Reference> references =
        of(new Span(Form.BLOCK, "first_call()\n\nother.second_call(x)", 10, "python", "", ""));

    assertThat(references)
        .extracting(Reference::name, each -> each.at().line())
        .containsExactly(tuple("first_call", 10), tuple("second_call", 12));
  }

  @Test
  void shouldLeaveOutWhatAnExampleDeclaresItself() {
    List<Reference> references =
        of(
            new Span(
                Form.BLOCK, "def my_handler(x):\n  serve_all(my_handler)", 1, "python", "", ""));

    assertThat(references).extracting(Reference::name).containsExactly("serve_all");
  }

  @Test
  void shouldKeepTheKeysWhenABlockIsData() {
    List<Reference> references =
        of(new Span(Form.BLOCK, "max_retries: 3\ntimeout: 5\n", 1, "yaml", "", ""));

    assertThat(references)
        .extracting(Reference::name, Reference::isPlain)
        .containsExactly(tuple("max_retries", false), tuple("timeout", true));
  }

  @Test
  void shouldTakePathsWithAFolderWhenABlockIsForAShell() {
    List<Reference> references =
        of(new Span(Form.BLOCK, "cd app\n./scripts/run.sh --fast-mode my.txt", 1, "sh", "", ""));

    assertThat(references)
        .extracting(Reference::kind, Reference::name, each -> each.at().line())
        .contains(tuple(Kind.PATH, "./scripts/run.sh", 2), tuple(Kind.FLAG, "--fast-mode", 2))
        .doesNotContain(tuple(Kind.PATH, "my.txt", 2));
  }

  private static List<Reference> code(String text) {
    return of(new Span(Form.CODE, text, 1, "", "About " + text, "Guide"));
  }

  private static List<Reference> link(String target) {
    return of(new Span(Form.LINK, target, 1, "", "See there", "Guide"));
  }

  private static List<Reference> of(Span span) {
    return References.of(new Document("docs/a.md", List.of(span), Set.of()));
  }
}
