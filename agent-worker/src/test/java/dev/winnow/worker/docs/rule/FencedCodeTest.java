package dev.winnow.worker.docs.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.markup.DocLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FencedCodeTest {
  @Test
  void shouldNameTheLineWhenABlockCannotBeReadAnyMore() {
    List<Drift> drifts = between("json", "{\"a\": 1}", "{\"a\": 1");

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.block-broken");
              assertThat(drift.lines()).containsExactly(new DocLine("README.md", 3));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yaml | a: 1             | 'a: [1'
          json | '"a": 1'         | '"a": 1,,'
          java | class A {}       | class A {
          java | f(1);            | f(1;
          java | int f() { return 1; } | int f() { return 1 }
          java | 'import a.B;#new B();' | 'import a.B;#new B(;'
          """)
  void shouldFindTheBlockWhenOnlyTheOldOneCanBeRead(String language, String before, String head) {
    assertThat(between(language, before.replace('#', '\n'), head.replace('#', '\n'))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          json | {"a": 1}   | {"a": 1 ...
          json | {"a": 1}   | {"a": <id>}
          json | {"a": 1}   | {"a": {{ id }}}
          json | {"a": 1}   | {"a": 1} // one
          json | {"a": 1}   | '{"a": 1}#{"a": 2}'
          json | {"a"       | {"b"
          yaml | a: 1       | 'a: !Ref b'
          yaml | a: 1       | 'a: 1#---#a: 2'
          java | f(1);      | 'import a.B;#f(1);'
          ruby | f(1)       | f(1
          java | f(1);      | f(1)
          java | f(1);      | 'g();#new A()#  .f(1) // so'
          java | f(1);      | 'include::../A.java[tags=f]'
          json | {"a": 1}   | 'include::../a.json[]'
          java | f(1);      | 'ifdef::full[]#f(#endif::[]'
          java | f(1);      | 'f(1); <1>'
          """)
  void shouldFindNothingWhenTheBlockIsFineOrWasNeverRead(
      String language, String before, String head) {
    assertThat(between(language, before.replace('#', '\n'), head.replace('#', '\n'))).isEmpty();
  }

  @Test
  void shouldCompareWithTheBlockOfTheSameStartWhenBlocksAreAdded() {
    String block = "```json\n{\"a\":\n1}\n```\n";

    List<Drift> drifts =
        new FencedCode()
            .between(
                MapRevision.of("README.md", block),
                MapRevision.of("README.md", "```json\n[\n```\n```json\n{\"a\":\n1\n```\n"));

    assertThat(drifts).singleElement().extracting(Drift::lines).asString().contains("line=5");
  }

  @Test
  void shouldCompareWithTheBlockBetweenTheSameNeighboursWhenAnotherIsAddedAndTakenOut() {
    String first = "```json\n{\"a\": 1}\n```\n";
    String good = "```json\n{\"b\": 2}\n```\n";
    String bad = "```json\n[\n```\n";

    List<Drift> none =
        new FencedCode()
            .between(
                MapRevision.of("README.md", good + first + good),
                MapRevision.of("README.md", bad + good + first));
    List<Drift> one =
        new FencedCode()
            .between(
                MapRevision.of("README.md", good + first + good + first),
                MapRevision.of("README.md", first + bad + first));

    assertThat(none).isEmpty();
    assertThat(one).singleElement().extracting(Drift::lines).asString().contains("line=5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{", "\"", "/", "<", "- ", "a: ", "&a ", "*a ", "!", "\\", "x", "? "})
  void shouldBeFastWhenBlocksAreHostile(String piece) {
    String much = piece.repeat(200_000 / piece.length());

    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (String language : List.of("json", "yaml", "java")) {
            between(language, much, much + "x");
            between(language, "{}", much);
          }
        });
  }

  private static List<Drift> between(String language, String before, String head) {
    String document = "Say:\n```" + language + "\n%s\n```\n";
    return new FencedCode()
        .between(
            MapRevision.of("README.md", document.formatted(before)),
            MapRevision.of("README.md", document.formatted(head)));
  }
}
