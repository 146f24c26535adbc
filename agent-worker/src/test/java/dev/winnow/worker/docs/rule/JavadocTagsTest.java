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

class JavadocTagsTest {
  @Test
  void shouldNameTheLineAndTheNewNameWhenAParameterIsRenamed() {
    String comment = "class A {\n  /**\n   * Adds.\n   *\n   * @param a first\n   */\n";

    List<Drift> drifts =
        between(comment + "  void f(int a, int c) {}\n}", comment + "  void f(int b, int c) {}\n}");

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.javadoc-param");
              assertThat(drift.element()).isEqualTo("A.f(int, int) @param a");
              assertThat(drift.lines()).containsExactly(new DocLine("A.java", 5));
              assertThat(drift.now()).contains("b");
              assertThat(drift.code()).hasValueSatisfying(c -> assertThat(c.line()).isEqualTo(7));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class A { /** @param a x */ void f(int a, int b) {} }      | class A { /** @param a x */ void f(int b) {} }
          class A { /** @param <T> x */ <T> void f() {} }            | class A { /** @param <T> x */ void f() {} }
          /** @param a x */ record A(int a, int b) {}                | /** @param a x */ record A(int b) {}
          /** @param <T> x */ class A<T> {}                          | /** @param <T> x */ class A {}
          class A { /** @return x */ int f() { return 1; } }         | class A { /** @return x */ void f() {} }
          class A { /** {@link #g} */ void f() {} int g; }           | class A { /** {@link #g} */ void f() {} int h; }
          class A { /** {@link A#g(int)} */ void f() {} void g() {} } | class A { /** {@link A#g(int)} */ void f() {} }
          """)
  void shouldFindOneWhenTheChangeTookItAway(String before, String head) {
    assertThat(between(before, head)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class A { /** @param x y */ void f(int a) {} }        | class A { /** @param x y */ void f(int b) {} }
          class A { /** @param a y */ void f(int a) {} }        | class A { /** @param a y */ void f(int a, int b) {} }
          class A { /** @param a y */ void f(int a) {} void f() {} } | class A { /** @param a y */ void f(long b) {} void f(char c) {} }
          class A { /** {@link #g} */ void f() {} int g; }      | class A extends B { /** {@link #g} */ void f() {} }
          class A { /** {@link B#g} */ void f() {} int g; }     | class A { /** {@link B#g} */ void f() {} }
          class A { /** {@link #g} */ void f() {} int g; }      | class A { /** {@link #g} */ void f() {} void g() {} }
          class A { /** {@link #g} */ void f() {} int g; }      | class A { /** {@link #g} */ void f( {} }
          class A { /** @throws X y */ void f() throws X {} }   | class A { /** @throws X y */ void f() {} }
          """)
  void shouldFindNothingWhenItIsSoOrCannotBeTold(String before, String head) {
    assertThat(between(before, head)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "(",
        "[",
        "!",
        "a+",
        "a.b().",
        "if(a){}else ",
        "(int)",
        "x->",
        "a?b:",
        "A<",
        "@A(",
        "do ",
        "a:",
        "new A(){}+",
        "new A(){}/",
        "\"",
        "/*",
        "'",
        "\"\"\"",
        "-",
        "if(a)",
        "a=",
        "try{",
        "new A(){{",
        "f(a,",
        "!a,",
        "else",
        "case a->",
        "{;"
      })
  void shouldBeFastWhenFilesAreHostile(String piece) {
    String much = piece.repeat(200_000 / piece.length());

    assertTimeout(
        Duration.ofSeconds(10),
        () -> between("class A { void f() { x = " + much, "class A { int x = " + much + "1;}"));
    assertTimeout(
        Duration.ofSeconds(10),
        () ->
            between("class A { void f() { " + much + ";}}", "class A { void f(){" + much + "{}}}"));
  }

  private static List<Drift> between(String before, String head) {
    return new JavadocTags()
        .between(MapRevision.of("A.java", before), MapRevision.of("A.java", head));
  }
}
