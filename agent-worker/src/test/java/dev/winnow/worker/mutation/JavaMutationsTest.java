package dev.winnow.worker.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaMutationsTest {

  @Test
  void shouldMoveTheBoundaryAndNegateWhenNumbersAreCompared() {
    assertThat(of("boolean a(int n) { b = n < 7 + k; }", Operator.CONDITIONALS_BOUNDARY))
        .containsExactly("boolean a(int n) { b = n <= 7 + k; }");
    assertThat(of("void a(int n) { b = n /* < */ >= k; }", Operator.NEGATE_CONDITIONALS))
        .containsExactly("void a(int n) { b = n /* < */ < k; }");
    assertThat(of("void a(int n) { b = n == k; }", Operator.NEGATE_CONDITIONALS))
        .containsExactly("void a(int n) { b = n != k; }");
    assertThat(of("void a(int n) { b = n == k; }", Operator.CONDITIONALS_BOUNDARY)).isEmpty();
  }

  @Test
  void shouldNegateEachPartWhenAConditionHasSeveral() {
    String code = "void a() { if (x.isEmpty() && !(done || c[0])) { } }";

    assertThat(of(code, Operator.NEGATE_CONDITIONALS))
        .containsExactly(
            "void a() { if (!x.isEmpty() && !(done || c[0])) { } }",
            "void a() { if (x.isEmpty() && !(!done || c[0])) { } }",
            "void a() { if (x.isEmpty() && !(done || !c[0])) { } }");
    assertThat(of(code, Operator.LOGICAL_CONNECTORS))
        .containsExactly(
            "void a() { if (x.isEmpty() || !(done || c[0])) { } }",
            "void a() { if (x.isEmpty() && !(done && c[0])) { } }");
  }

  @Test
  void shouldTakeTheNegationAwayWhenThereIsOne() {
    assertThat(of("void a() { while (!it.hasNext()) { } }", Operator.NEGATE_CONDITIONALS))
        .containsExactly("void a() { while (it.hasNext()) { } }");
    assertThat(of("int a() { return o instanceof A ? b : c; }", Operator.NEGATE_CONDITIONALS))
        .containsExactly("int a() { return !(o instanceof A) ? b : c; }");
  }

  @Test
  void shouldLeaveAConditionWhenAPatternBindsAVariableThere() {
    String code = "void a() { if (o instanceof A b && b.c()) { } }";

    assertThat(of(code, Operator.LOGICAL_CONNECTORS)).isEmpty();
    assertThat(of(code, Operator.NEGATE_CONDITIONALS))
        .containsExactly("void a() { if (o instanceof A b && !b.c()) { } }");
  }

  @Test
  void shouldExchangeSignsWhenNumbersAreReckonedWith() {
    assertThat(of("void a() { b = c * d; e -= f; g >>>= h; i = j % k; }", Operator.ARITHMETIC))
        .containsExactly(
            "void a() { b = c / d; e -= f; g >>>= h; i = j % k; }",
            "void a() { b = c * d; e += f; g >>>= h; i = j % k; }",
            "void a() { b = c * d; e -= f; g <<= h; i = j % k; }",
            "void a() { b = c * d; e -= f; g >>>= h; i = j * k; }");
  }

  @Test
  void shouldLeaveAPlusWhenItJoinsStrings() {
    assertThat(of("String s; String a(int n) { return s + n; }", Operator.ARITHMETIC)).isEmpty();
    assertThat(of("String a(int n) { return n + 1 + \"x\" + n; }", Operator.ARITHMETIC))
        .containsExactly("String a(int n) { return n - 1 + \"x\" + n; }");
    assertThat(of("void a(String t) { t += name(); }", Operator.ARITHMETIC)).isEmpty();
  }

  @Test
  void shouldExchangeIncrementsAndDropNegativesWhenThereAreAny() {
    assertThat(of("void a() { i++; --j; }", Operator.INCREMENTS))
        .containsExactly("void a() { i--; --j; }", "void a() { i++; ++j; }");
    assertThat(of("void a() { i = -j + -1; }", Operator.NEGATIVES))
        .containsExactly("void a() { i = j + -1; }");
  }

  @Test
  void shouldReturnAnEmptyValueOfTheTypeWhenAMethodReturnsOne() {
    assertThat(of("int a() { return b; }", Operator.RETURN_VALUES))
        .containsExactly("int a() { return 0; }");
    assertThat(of("boolean a() { return b; }", Operator.RETURN_VALUES))
        .containsExactly("boolean a() { return true; }", "boolean a() { return false; }");
    assertThat(of("String a() { return b; }", Operator.RETURN_VALUES))
        .containsExactly("String a() { return \"\"; }");
    assertThat(of("A[] a() { return b; }", Operator.RETURN_VALUES))
        .containsExactly("A[] a() { return null; }");
    assertThat(of("A a() { return null; }", Operator.RETURN_VALUES)).isEmpty();
    assertThat(of("void a() { run(() -> { return b; }); }", Operator.RETURN_VALUES)).isEmpty();
  }

  @Test
  void shouldTellAListOfTheJdkFromOthersWhenItIsReturned() {
    String method = "class A { List<B> a() { return b; } }";

    assertThat(JavaMutations.of("import java.util.List; " + method).orElseThrow())
        .extracting(Mutation::replacement)
        .containsExactly("java.util.List.of()");
    assertThat(JavaMutations.of("import other.List; " + method).orElseThrow())
        .extracting(Mutation::replacement)
        .containsExactly("null");
  }

  @Test
  void shouldRemoveACallWhenNobodyUsesItsResultAndItIsNoLog() {
    assertThat(of("void a() { b.c(1); log.info(\"x\"); d = e(); }", Operator.CALLS))
        .containsExactly("void a() { {} log.info(\"x\"); d = e(); }");
    assertThat(of("void a() { if (x) b(); else c(); }", Operator.CALLS))
        .containsExactly("void a() { if (x) {} else c(); }", "void a() { if (x) b(); else {} }");
    assertThat(of("void a() { run(() -> b()); }", Operator.CALLS))
        .containsExactly("void a() { {} }");
  }

  @Test
  void shouldChangeConstantsWhenTheyAreFreeToDiffer() {
    assertThat(of("void a() { b(0, 1, 7L, 0.5, 1f, true, 0xFFFFFFFF); }", Operator.CONSTANTS))
        .containsExactly(
            "void a() { b(1, 1, 7L, 0.5, 1f, true, 0xFFFFFFFF); }",
            "void a() { b(0, 0, 7L, 0.5, 1f, true, 0xFFFFFFFF); }",
            "void a() { b(0, 1, 8L, 0.5, 1f, true, 0xFFFFFFFF); }",
            "void a() { b(0, 1, 7L, 1.0, 1f, true, 0xFFFFFFFF); }",
            "void a() { b(0, 1, 7L, 0.5, 0.0f, true, 0xFFFFFFFF); }",
            "void a() { b(0, 1, 7L, 0.5, 1f, false, 0xFFFFFFFF); }",
            "void a() { b(0, 1, 7L, 0.5, 1f, true, 0); }");
    assertThat(of("void a() { switch (b) { case 1: c = 2147483647; } }", Operator.CONSTANTS))
        .isEmpty();
    assertThat(of("@B(3) void a() { while (true) { } }", Operator.CONSTANTS)).isEmpty();
    assertThat(of("static final long serialVersionUID = 1L;", Operator.CONSTANTS)).isEmpty();
  }

  @Test
  void shouldFindThePlaceWhenLinesEndInAnyWay() {
    String code = "class A {\r\n\tint a = 1;\r\tint b = c * 2;\n}";

    List<Mutation> mutations = JavaMutations.of(code).orElseThrow();

    assertThat(mutations)
        .extracting(each -> each.applyTo(code))
        .containsExactly(
            code.replace("= 1", "= 0"), code.replace("*", "/"), code.replace("2", "3"));
  }

  @Test
  void shouldBeEmptyWhenItIsNoJava() {
    assertThat(JavaMutations.of("class {")).isEmpty();
  }

  /** The members of a class after each mutation by one operator. */
  private static List<String> of(String members, Operator operator) {
    String start = "class A { ";
    String code = start + members + " }";
    List<String> mutants = new ArrayList<>();
    for (Mutation mutation : JavaMutations.of(code).orElseThrow()) {
      if (mutation.operator() == operator) {
        String mutant = mutation.applyTo(code);
        mutants.add(mutant.substring(start.length(), mutant.length() - 2));
      }
    }
    return mutants;
  }
}
