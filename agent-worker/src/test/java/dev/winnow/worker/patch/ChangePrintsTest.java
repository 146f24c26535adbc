package dev.winnow.worker.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangePrintsTest {
  private static final String ONE = "class A { private int a; int f(int b) { return a + b; } }";
  private static final String RENAMED =
      "class A {\n private int c;\n int f(int d) { return c+d; } }";

  @Test
  void shouldMergeByRenamedHashAloneWhenChosenNamesDiffer() {
    ChangePrints one = of("A.java", ONE);
    ChangePrints other = of("A.java", RENAMED);

    assertThat(one.renamed()).isEqualTo(other.renamed());
    assertThat(one.exact()).isNotEqualTo(other.exact());
  }

  @Test
  void shouldBeEqualInAllTiersWhenOnlyFormattingDiffers() {
    ChangePrints one = of("A.java", ONE);
    ChangePrints other = of("A.java", ONE.replace(" ", "\n ").replace(";", "; // so"));

    assertThat(one.exact()).isEqualTo(other.exact());
    assertThat(one.renamed()).isEqualTo(other.renamed());
    assertThat(one.near()).isEqualTo(other.near());
  }

  @Test
  void shouldBeEqualInAllTiersWhenAFileCannotBeParsedAndOnlyFormattingDiffers() {
    ChangePrints one = of("A.java", "class A { int f( { return 1; }");
    ChangePrints other = of("A.java", "class A {\n  int f( { return 1; } // end");

    assertThat(one.exact()).isEqualTo(other.exact());
    assertThat(one.renamed()).isEqualTo(other.renamed());
  }

  @Test
  void shouldDifferWhenOneConstantDiffers() {
    assertThat(of("A.java", "class A { int f() { return 1; } }").renamed())
        .isNotEqualTo(of("A.java", "class A { int f() { return 2; } }").renamed());
  }

  @Test
  void shouldDifferWhenTheFileHasAnotherName() {
    assertThat(of("A.java", ONE).renamed()).isNotEqualTo(of("B.java", ONE).renamed());
  }

  @Test
  void shouldTakeNamesOutOfNoLanguageThatIsNotKnown() {
    assertThat(of("a.py", "def f(a):\n  return a").renamed())
        .isNotEqualTo(of("a.py", "def f(b):\n  return b").renamed());
  }

  @Test
  void shouldTakeNamesOutOfRust() {
    assertThat(of("a.rs", "fn f(a: u8) -> u8 { a + 1 }").renamed())
        .isEqualTo(of("a.rs", "fn f(b: u8) -> u8 { b + 1 }").renamed());
  }

  @Test
  void shouldLeaveOutAFileInWhichOnlyChosenNamesChange() {
    ChangePrints renamed = new ChangePrints();
    renamed.add(change("A.java", ONE, RENAMED));

    assertThat(renamed.renamed()).isEqualTo(new ChangePrints().renamed());
  }

  @Test
  void shouldCountAFileAsItIsWhenItIsTooLarge() {
    String large = "int f(int a) { return a; }\n".repeat(30_000);

    assertThat(of("A.java", "class A {" + large + "}").renamed())
        .isEqualTo(of("A.java", "class A {\n" + large + "}").renamed())
        .isNotEqualTo(of("A.java", "class A {" + large.replace("a", "b") + "}").renamed());
  }

  @Test
  void shouldCountWhatIsQuotedForAChangeInAnyOrder() {
    ChangePrints one = quoting("a", "b");

    assertThat(one.exact()).isEqualTo(quoting("b", "a", "b").exact());
    assertThat(one.renamed()).isEqualTo(quoting("b", "a").renamed());
    assertThat(one.exact()).isNotEqualTo(quoting("a").exact());
    assertThat(one.renamed()).isNotEqualTo(quoting().renamed());
    assertThat(quoting().exact()).isEqualTo(of("A.java", ONE).exact());
  }

  private static ChangePrints quoting(String... lines) {
    ChangePrints prints = of("A.java", ONE);
    prints.quote(List.of(lines));
    return prints;
  }

  @Test
  void shouldSketchNothingWhenAFileIsBinary() {
    assertThat(of("A.java", "class A { int f() { return 1; } }\0").near()).isEmpty();
  }

  private static ChangePrints of(String path, String content) {
    ChangePrints prints = new ChangePrints();
    prints.add(change(path, null, content));
    return prints;
  }

  private static FileChange change(String path, String before, String after) {
    return new FileChange(
        path,
        before == null ? null : "100644",
        before == null ? null : before.getBytes(UTF_8),
        "100644",
        after.getBytes(UTF_8));
  }
}
