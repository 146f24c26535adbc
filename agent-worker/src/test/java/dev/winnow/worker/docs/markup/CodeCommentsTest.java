package dev.winnow.worker.docs.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeCommentsTest {
  private static Document read(String path, String... lines) {
    return Markups.ofCode(path).orElseThrow().read(path, String.join("\n", lines));
  }

  @Test
  void shouldFindWhatJavadocMarksWhenItIsInAComment() {
    Document document =
        read(
            "A.java",
            "String s = \"`no`\";",
            "/**",
            " * Opens it with {@link Shop#open(int, int) words} and",
            " * {@code --all}, or <code>none</code>.",
            " *",
            " * @see Till#shut()",
            " * @throws ShutException if so",
            " */");

    assertThat(document.spans())
        .extracting(s -> s.text() + ":" + s.line())
        .containsExactly(
            "Shop#open(int, int):3", "--all:4", "none:4", "Till#shut():6", "ShutException:7");
  }

  @Test
  void shouldJoinLineCommentsWhenTheyAreOneParagraph() {
    Document document = read("a.rs", "/// Opens [`Shop`] as", "/// one does.", "///", "/// Next.");

    assertThat(document.spans())
        .containsExactly(new Span(Form.CODE, "Shop", 1, "", "Opens [Shop] as one does.", ""));
  }

  @Test
  void shouldSkipExamplesWhenTheyAreFenced() {
    Document document = read("a.rs", "/// ```", "/// let a = `no`;", "/// ```", "/// `yes`");

    assertThat(document.spans()).extracting(Span::text).containsExactly("yes");
  }

  @Test
  void shouldFindRolesWhenTheyAreInADocumentationText() {
    Document document =
        read(
            "a.py",
            "def f():",
            "    \"\"\"Calls :func:`shop.open` with ``x``.",
            "",
            "    See [docs](docs/a.md).\"\"\"",
            "    y = '`no`'  # `yes`");

    assertThat(document.spans())
        .extracting(s -> s.form() + " " + s.text() + ":" + s.line())
        .containsExactly("CODE x:2", "CODE shop.open:2", "LINK docs/a.md:4", "CODE yes:5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.sql", "a.lua", "a.hs"})
  void shouldFindWhatIsMarkedWhenCommentsBeginWithDashes(String path) {
    assertThat(read(path, "-- Use `x`.").spans()).extracting(Span::text).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.rb", "a.sh", "a.yml", "a.toml", "Dockerfile"})
  void shouldFindWhatIsMarkedWhenCommentsBeginWithAHash(String path) {
    assertThat(read(path, "# Use `x`.").spans()).extracting(Span::text).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`",
        "``",
        "{@link ",
        "{@link a(",
        "(",
        ":a:`",
        "](",
        "@see ",
        "<code>",
        "*",
        "/",
        "-",
        "a ",
        "```\n",
        "`a\n"
      })
  void shouldBeDoneSoonWhenACommentIsOneThingOverAndOver(String piece) {
    for (String comment :
        new String[] {
          piece.repeat(200_000 / piece.length()),
          (piece.repeat(3_000 / piece.length()) + "\n").repeat(60)
        }) {
      Document document =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> read("A.java", "/* " + comment + "*/"));

      assertThat(document.file()).isEqualTo("A.java");
    }
  }
}
