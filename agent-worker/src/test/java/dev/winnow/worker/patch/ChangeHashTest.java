package dev.winnow.worker.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeHashTest {
  private static final String EMPTY = new ChangeHash().hex();

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "A.java ¦ int a=1; ¦ int  a = 1 ; // one",
        "A.java ¦ a.b(c); ¦ a\\n  .b(/* now */ c);",
        "A.java ¦ int a; ¦ int a;\\r\\n",
        "a.cs ¦ var a = @\"x\"\"y\"; ¦ var a=@\"x\"\"y\";",
        "a.rs ¦ fn f<'a>(x: &'a str) {} ¦ fn f < 'a > (x : & 'a str) { /* a /* b */ c */ }",
        "a.c ¦ int  a; ¦ int a; // end",
        "a.py ¦ x = 1 ¦ x = 1  \\n\\n",
        "a.go ¦ x := 1\\n ¦ x := 1\\r\\n",
      })
  void shouldBeSameWhenOnlyFormattingDiffers(String path, String one, String other) {
    assertThat(hash(path, one)).isEqualTo(hash(path, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "A.java ¦ a - -b ¦ a--b",
        "A.java ¦ \"a b\" ¦ \"a  b\"",
        "A.java ¦ \"// a\" ¦ \"// b\"",
        "A.java ¦ 'a' ¦ 'b'",
        "A.java ¦ \"\"\"\\n a  b\"\"\" ¦ \"\"\"\\n a b\"\"\"",
        "A.java ¦ // \\u000a a(); ¦ // \\u000a b();",
        "A.java ¦ // a\\rb(); ¦ // a\\rc();",
        "A.java ¦ int ab; ¦ int a b;",
        "A.java ¦ \"a\\\\\" + \"b  c\" ¦ \"a\\\\\" + \"b c\"",
        "a.cs ¦ @\"a\\\" + \"b  c\" ¦ @\"a\\\" + \"b c\"",
        "a.cs ¦ $\"{x[\"a  b\"]}\" ¦ $\"{x[\"a b\"]}\"",
        "a.cs ¦ return$\"{x[\"a  b\"]}\" ¦ return$\"{x[\"a b\"]}\"",
        "a.cs ¦ #if A\\nx\\n#endif ¦ #if A x\\n#endif",
        "a.rs ¦ /// assert!(f(1));\\nfn f() {} ¦ /// assert!(f(2));\\nfn f() {}",
        "a.rs ¦ r#\"a \" b  c\"# ¦ r#\"a \" b c\"#",
        "a.rs ¦ 'a' ¦ 'a",
        "a.rs ¦ \"a\\n  b\" ¦ \"a\\n b\"",
        "a.c ¦ #define A 1\\nB ¦ #define A 1 B",
        "a.c ¦ #define A \\\\\\n1\\nB ¦ #define A \\\\\\n1 B",
        "a.c ¦ #define A \\\\ \\n1\\nB ¦ #define A \\\\ \\n1 B",
        "a.c ¦ // a \\\\\\nb(); ¦ // c\\nb();",
        "a.c ¦ S(a+b) ¦ S(a + b)",
        "a.cc ¦ R\"x(a)\" b  c)x\" ¦ R\"x(a)\" b c)x\"",
        "a.py ¦ if x:\\n  a()\\nb() ¦ if x:\\n  a()\\n  b()",
        "a.py ¦ '''a  \\n''' ¦ '''a\\n'''",
        "a.yaml ¦ a: |+\\n  b\\n\\n ¦ a: |+\\n  b\\n",
        "run.sh ¦ a\\r\\n ¦ a\\n",
        "Makefile ¦ A = b \\n ¦ A = b\\n",
      })
  void shouldDifferWhenMeaningDiffers(String path, String one, String other) {
    assertThat(hash(path, one)).isNotEqualTo(hash(path, other));
  }

  @Test
  void shouldLeaveOutFilesThatWereOnlyReformatted() {
    ChangeHash hash = new ChangeHash();

    hash.add(new FileChange("A.java", "100644", bytes("int a;"), "100644", bytes("int  a ;")));

    assertThat(hash.hex()).isEqualTo(EMPTY);
  }

  @Test
  void shouldKeepSpaceThatMayBeInALiteralOfManyLines() {
    assertThat(hash("a.js", "`a  \n`")).isNotEqualTo(hash("a.js", "`a\n`"));
  }

  @Test
  void shouldSeeAModeThatChangesAlone() {
    ChangeHash hash = new ChangeHash();

    hash.add(new FileChange("run.sh", "100644", bytes("a"), "100755", bytes("a")));

    assertThat(hash.hex()).isNotEqualTo(EMPTY);
  }

  @Test
  void shouldTellARemovedFileFromAnEmptyOne() {
    ChangeHash removed = new ChangeHash();
    ChangeHash emptied = new ChangeHash();

    removed.add(new FileChange("a.txt", "100644", bytes("a"), null, null));
    emptied.add(new FileChange("a.txt", "100644", bytes("a"), "100644", bytes("")));

    assertThat(removed.hex()).isNotEqualTo(emptied.hex());
  }

  @Test
  void shouldNotDependOnTheOrderOfFiles() {
    FileChange a = new FileChange("a.txt", null, null, "100644", bytes("1"));
    FileChange b = new FileChange("b.txt", null, null, "100644", bytes("2"));
    ChangeHash one = new ChangeHash();
    ChangeHash other = new ChangeHash();

    one.add(a);
    one.add(b);
    other.add(b);
    other.add(a);

    assertThat(one.hex()).isEqualTo(other.hex());
  }

  @Test
  void shouldTakeBinaryFilesAsTheyAre() {
    assertThat(hash("A.java", "a\0 b")).isNotEqualTo(hash("A.java", "a\0  b"));
  }

  private static String hash(String path, String content) {
    ChangeHash hash = new ChangeHash();
    hash.add(new FileChange(path, null, null, "100644", bytes(content)));
    return hash.hex();
  }

  /** In the tables above, {@code \n}, {@code \r} and {@code \\} stand for the characters. */
  private static byte[] bytes(String content) {
    return content
        .replace("\\\\", "\u0001")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\u0001", "\\")
        .getBytes(StandardCharsets.UTF_8);
  }
}
