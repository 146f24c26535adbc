package dev.winnow.worker.patch.renaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockNamesTest {
  private static final Pattern TOKEN =
      Pattern.compile("[$@]?\"[^\"]*\"|\\w+(\\.\\.\\w+)?|->|=>|::|[^\\s\\w]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "RUST ¦ fn f(a: u8) -> u8 { a + 1 } ¦ fn f(b: u8) -> u8 { b + 1 }",
        "RUST ¦ fn f<F: Fn(u8) -> u8>(a: u8, g: F) { h(a) } ¦ fn f<F: Fn(u8) -> u8>(b: u8, g: F) { h(b) }",
        "RUST ¦ fn f() { let mut a = 1; a += 1; } ¦ fn f() { let mut b = 1; b += 1; }",
        "RUST ¦ fn f() { for a in g() { h(a); } } ¦ fn f() { for b in g() { h(b); } }",
        "RUST ¦ fn f() { g(|a, b| a + b) } ¦ fn f() { g(|x, y| x + y) }",
        "CSHARP ¦ class A { void F() { var a = 1; G(a); } } ¦ class A { void F() { var b = 1; G(b); } }",
        "CSHARP ¦ class A { void F() { foreach (var a in g) { H(a); } } }"
            + " ¦ class A { void F() { foreach (var b in g) { H(b); } } }",
      })
  void shouldBeSameWhenOnlyLocalNamesDiffer(Dialect dialect, String one, String other) {
    assertThat(canonical(dialect, one)).isPresent().isEqualTo(canonical(dialect, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "RUST ¦ fn f() { let a = 1; let b = 2; g(a) } ¦ fn f() { let a = 1; let b = 2; g(b) }",
        "RUST ¦ fn f() { let a = 1; g(1) } ¦ fn f() { let a = 1; g(2) }",
        "RUST ¦ fn f(v: V) { v.push(1) } ¦ fn f(v: V) { v.insert(1) }",
        "RUST ¦ fn f(a: u8) {} ¦ fn g(a: u8) {}",
        "RUST ¦ trait T { fn f(a: u8); } ¦ trait T { fn f(b: u8); }",
        "RUST ¦ struct S { a: u8 } ¦ struct S { b: u8 }",
        // a name of the global scope in one function, a local one in another
        "RUST ¦ fn f(max: u8) { g(max) } fn h() { max(1) } ¦ fn f(min: u8) { g(min) } fn h() { min(1) }",
        "RUST ¦ fn f() { let a = 1; S { a } } ¦ fn f() { let b = 1; S { b } }",
        "RUST ¦ fn f() { let a = 1; let b = 2; println!(\"{a}\") }"
            + " ¦ fn f() { let b = 1; let a = 2; println!(\"{a}\") }",
        "RUST ¦ fn f() { let a = 1; let b = 2; for i in 0..a { g(a); } }"
            + " ¦ fn f() { let b = 1; let a = 2; for i in 0..a { g(b); } }",
        "CSHARP ¦ class A { int a = 1; } ¦ class A { int b = 1; }",
        "CSHARP ¦ class A { void F(int a) { G(a); } } ¦ class A { void F(int b) { G(b); } }",
        "CSHARP ¦ class A { void F() { var a = 1; G(new { a }); } }"
            + " ¦ class A { void F() { var b = 1; G(new { b }); } }",
        "CSHARP ¦ class A { void F() { var a = 1; G(new B { a = a }); } }"
            + " ¦ class A { void F() { var b = 1; G(new B { b = b }); } }",
        "CSHARP ¦ class A { void F() { var a = 1; G(a: 2); } } ¦ class A { void F() { var b = 1; G(b: 2); } }",
        "CSHARP ¦ class A { void F() { var a = 1; G($\"{a}\"); } } ¦ class A { void F() { var b = 1; G($\"{b}\"); } }",
        "CSHARP ¦ class A<T> where T : new() { var a = 1; } ¦ class A<T> where T : new() { var b = 1; }",
      })
  void shouldDifferWhenMeaningMayDiffer(Dialect dialect, String one, String other) {
    assertThat(canonical(dialect, one)).isPresent().isNotEqualTo(canonical(dialect, other));
  }

  @Test
  void shouldGiveUpWhereAMacroMayMakeNames() {
    assertThat(canonical(Dialect.RUST, "macro_rules! m { () => {} }")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'fn a(',''", "'|b| ',''", "'{',''", "'}',''", "'a<',''", "'let a = {','}'"})
  void shouldComeToAnEndWhenAFileIsHostile(String before, String after) {
    String hostile = "fn f() { " + before.repeat(20_000) + after.repeat(20_000);

    assertThat(canonical(Dialect.RUST, hostile)).isPresent();
  }

  private static Optional<List<String>> canonical(Dialect dialect, String text) {
    return BlockNames.canonical(
        dialect, TOKEN.matcher(text).results().map(MatchResult::group).toList());
  }
}
