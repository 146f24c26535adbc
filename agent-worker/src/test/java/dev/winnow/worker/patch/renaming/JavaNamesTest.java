package dev.winnow.worker.patch.renaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaNamesTest {
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|@?[\\w$]+|->|::|\\+\\+|>=|<=|==|&&|[^\\s\\w]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "void f(int a) { g(a); } ¦ void f(int b) { g(b); }",
        "void f() { int a = 1; { int c = a; } } ¦ void f() { int b = 1; { int a = b; } }",
        "void f(int a, int b) { g(a - b); } ¦ void f(int b, int a) { g(b - a); }",
        "void f() { for (String a : g) h(a); } ¦ void f() { for (String b : g) h(b); }",
        "void f() { try (A a = g()) { a.h(); } catch (E e) { k(e); } }"
            + " ¦ void f() { try (A b = g()) { b.h(); } catch (E x) { k(x); } }",
        "F f() { return a -> g(a); } ¦ F f() { return b -> g(b); }",
        "void f(Object o) { if (o instanceof A a) g(a); }"
            + " ¦ void f(Object p) { if (p instanceof A x) g(x); }",
        "void f() { a: while (g()) { break a; } } ¦ void f() { b: while (g()) { break b; } }",
        "<T> T f(T a) { return a; } ¦ <U> U f(U a) { return a; }",
        "private int a; int f() { return this.a + a; }"
            + " ¦ private int b; int f() { return this.b + b; }",
        "private int a; void f(int a) { this.a = a; } ¦ private int b; void f(int c) { this.b = c; }",
        "private int g(int a) { return a; } int f() { return g(1); }"
            + " ¦ private int h(int a) { return a; } int f() { return h(1); }",
        "private static class N { N next; } N n; void f() { n.next.next = null; }"
            + " ¦ private static class M { M link; } M n; void f() { n.link.link = null; }",
        "private static class N { int key; void cut() {} } void f(N[] n) { n[0].key = 1; n[0].cut(); }"
            + " ¦ private static class N { int id; void drop() {} } void f(N[] n) { n[0].id = 1; n[0].drop(); }",
        "private int g() { return 1; } S f() { return this::g; }"
            + " ¦ private int h() { return 1; } S f() { return this::h; }",
        "private static final int A = 1; int f() { switch (g()) { case A: return 2; } }"
            + " ¦ private static final int B = 1; int f() { switch (g()) { case B: return 2; } }",
        "void f() { var a = new N(); a.x = 1; } private static class N { int x; }"
            + " ¦ void f() { var b = new N(); b.y = 1; } private static class N { int y; }",
      })
  void shouldBeSameWhenOnlyChosenNamesDiffer(String one, String other) {
    assertThat(canonical(one)).isPresent().isEqualTo(canonical(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        // another variable is meant
        "void f(int a, int b) { g(a); } ¦ void f(int a, int b) { g(b); }",
        "void f(int a) { g(a); } ¦ void f(int b) { g(a); }",
        "private int a; void f(int a) { this.a = a; } ¦ private int a; void f(int b) { this.a = a; }",
        "private int a; private int b; int f() { return a; }"
            + " ¦ private int a; private int b; int f() { return b; }",
        "void f() { for (A a : a.g()) h(a); } ¦ void f() { for (A b : b.g()) h(a); }",
        // names of others
        "void f(List a) { a.add(1); } ¦ void f(List a) { a.remove(1); }",
        "void f() { g(); } ¦ void f() { h(); }",
        "int f() { return SIZE; } ¦ int f() { return MAXIMUM; }",
        "Foo f() { return null; } ¦ Bar f() { return null; }",
        // names that others see
        "public int a; ¦ public int b;",
        "int a; ¦ int b;",
        "void f() {} ¦ void g() {}",
        "protected void f() {} ¦ protected void g() {}",
        "record P(int a) {} ¦ record P(int b) {}",
        "private record P(int a) {} ¦ private record P(int b) {}",
        "private record P(int a) {} ¦ private record Q(int a) {}",
        "private enum E { A } ¦ private enum E { B }",
        // names that may be looked up
        "@Column private int a; ¦ @Column private int b;",
        "@PostConstruct private void f() {} ¦ @PostConstruct private void g() {}",
        "void f(@RequestParam int a) {} ¦ void f(@RequestParam int b) {}",
        "@GetMapping void f(int a) {} ¦ @GetMapping void f(int b) {}",
        "private int a; int getA() { return a; } ¦ private int b; int getA() { return b; }",
        "private int count; String f() { return \"count\"; }"
            + " ¦ private int total; String f() { return \"count\"; }",
        "private static class D { int a; } void f() { g(D.class); }"
            + " ¦ private static class D { int b; } void f() { g(D.class); }",
        "private static class D implements Serializable { private int a; }"
            + " ¦ private static class D implements Serializable { private int b; }",
        "private void readObject(ObjectInputStream in) {} ¦ private void readThing(ObjectInputStream in) {}",
        "private static final E A = null; int f(E e) { switch (e) { case A: return 2; } }"
            + " ¦ private static final E B = null; int f(E e) { switch (e) { case B: return 2; } }",
        // constants
        "int f() { return 1; } ¦ int f() { return 2; }",
        "String f() { return \"a\"; } ¦ String f() { return \"b\"; }",
        "boolean f() { return true; } ¦ boolean f() { return false; }",
      })
  void shouldDifferWhenMeaningMayDiffer(String one, String other) {
    assertThat(canonical(one)).isPresent().isNotEqualTo(canonical(other));
  }

  @Test
  void shouldKeepAMemberThatIsNamedWhereItsTypeIsNotKnown() {
    // Whether p has the file's own x or another one is not to be seen.
    String one = "private int x; private int y; int f() { return g().x; }";
    String other = "private int y; private int x; int f() { return g().y; }";

    assertThat(canonical(one)).isPresent().isNotEqualTo(canonical(other));
  }

  @Test
  void shouldTakeAMemberOfAnotherTypeForNoneOfTheFile() {
    String one = "private int x; int f(Point p) { return p.x + x; }";
    String other = "private int y; int f(Point p) { return p.x + y; }";

    assertThat(canonical(one)).isPresent().isEqualTo(canonical(other));
  }

  @Test
  void shouldKeepANameThatAnAnonymousClassMayInherit() {
    String one = "void f(int a) { new Base() { int g() { return a; } }; }";
    String other = "void f(int b) { new Base() { int g() { return b; } }; }";

    assertThat(canonical(one)).isPresent().isNotEqualTo(canonical(other));
  }

  @Test
  void shouldKeepAMethodWhereTheSuperclassMayHaveOneOfItsName() {
    String one = "class B extends A { private void g() {} void f() { g(); } }";
    String other = "class B extends A { private void h() {} void f() { h(); } }";

    assertThat(JavaNames.canonical(tokens(one)))
        .isPresent()
        .isNotEqualTo(JavaNames.canonical(tokens(other)));
  }

  @Test
  void shouldKeepMembersWhereTheFileReflects() {
    String one = "import com.google.gson.Gson; class A { private int a; }";
    String other = "import com.google.gson.Gson; class A { private int b; }";

    assertThat(JavaNames.canonical(tokens(one)))
        .isPresent()
        .isNotEqualTo(JavaNames.canonical(tokens(other)));
  }

  /** A compact source file, JEP 512: the class has no name in the text. */
  @Test
  void shouldReadMembersWithoutAClass() {
    assertThat(JavaNames.canonical(tokens("void main(int a) { g(a); }")))
        .isPresent()
        .isEqualTo(JavaNames.canonical(tokens("void main(int b) { g(b); }")));
  }

  @Test
  void shouldGiveUpWhenAFileIsNotJava() {
    assertThat(JavaNames.canonical(tokens("class A { int f( }"))).isEmpty();
  }

  @Test
  void shouldReadTokensOfManyLines() {
    List<String> one = List.of("class", "A", "{", "void", "f", "(", "int", "a", ")", "{");
    List<String> text = List.of("g", "(", "\"\"\"\n x\n y\"\"\"", ",", "a", ")", ";", "}", "}");

    assertThat(JavaNames.canonical(concat(one, text)).orElseThrow())
        .containsSequence("int", "\u00010", ")")
        .containsSequence(",", "\u00010", ")");
  }

  @ParameterizedTest
  @CsvSource({
    "'(',1,')',5000", "'((A) ',1,')',400", "'f(a -> ',1,')',400", "'a<b<',c,'>>',700",
    "'List<',X,'>',1400", "'x ? (a) : ',1,'',3000", "'a + ',1,'',30000",
        "'new A() { Object y = ',1,';}',450",
  })
  void shouldComeToAnEndWhenAFileIsHostile(String before, String middle, String after, int times) {
    String hostile = "class A { Object x = " + before.repeat(times) + middle + after.repeat(times);

    assertThat(JavaNames.canonical(tokens(hostile + "; }"))).matches(found -> true);
  }

  private static List<String> concat(List<String> one, List<String> other) {
    List<String> all = new java.util.ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static Optional<List<String>> canonical(String members) {
    return JavaNames.canonical(tokens("class Subject { " + members + " }"));
  }

  private static List<String> tokens(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }
}
