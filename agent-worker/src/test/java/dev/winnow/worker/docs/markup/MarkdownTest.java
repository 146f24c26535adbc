package dev.winnow.worker.docs.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static Document read(String... lines) {
    return Markups.of("docs/a.md").orElseThrow().read("docs/a.md", String.join("\n", lines));
  }

  private static List<String> texts(Document document, Form form) {
    return document.spans().stream().filter(s -> s.form() == form).map(Span::text).toList();
  }

  @Test
  void shouldSayWhereCodeIsWhenItIsInAParagraph() {
    Document document = read("# Use", "", "## Start", "", "Call", "`Shop.open()` **first**.");

    assertThat(document.spans())
        .containsExactly(
            new Span(Form.CODE, "Shop.open()", 6, "", "Call Shop.open() first.", "Use / Start"));
  }

  @Test
  void shouldEndSectionsWhenAHeadingIsOfTheSameLevel() {
    Document document = read("# A", "## B", "## C", "`x`");

    assertThat(document.spans().get(0).headings()).isEqualTo("A / C");
  }

  @Test
  void shouldFindTargetsWhenLinksImagesAndHtmlNameThem() {
    Document document =
        read(
            "[a](x.md#y) ![b](i.png) [c][ref] <a href='h.md'>h</a>",
            "",
            "<p>",
            "  <img alt=\"\" src=\"logo.svg\">",
            "</p>",
            "",
            "[ref]: r.md");

    assertThat(document.spans())
        .extracting(s -> s.text() + ":" + s.line())
        .containsExactly("x.md#y:1", "i.png:1", "h.md:1", "logo.svg:4", "r.md:7");
  }

  @Test
  void shouldSayWhereTheTargetIsWhenALinkHasSeveralLines() {
    Document document = read("[a", "b](x.md)", "", "<img", "  src='y.png'>");

    assertThat(document.spans())
        .extracting(s -> s.text() + ":" + s.line())
        .containsExactly("x.md:2", "y.png:5");
  }

  @Test
  void shouldFindCodeWhenItIsInALinkOrInHtml() {
    Document document = read("[`Shop`](a.md) <code>open</code>", "", "<p><code>--all</code></p>");

    assertThat(texts(document, Form.CODE)).containsExactly("Shop", "open", "--all");
  }

  @Test
  void shouldGiveEachRowItsSentenceWhenCodeIsInATable() {
    Document document = read("| Flag | Use |", "|---|---|", "| `--a` | one |", "| `--b` | two |");

    assertThat(document.spans())
        .containsExactly(
            new Span(Form.CODE, "--a", 3, "", "--a | one", ""),
            new Span(Form.CODE, "--b", 4, "", "--b | two", ""));
  }

  @Test
  void shouldKeepTheLinesOfBlocksWhenTheyAreFencedOrIndented() {
    Document document =
        read("Run:", "", "```Bash", "make", "make test", "```", "", "Or:", "", "    ls", "    pwd");

    assertThat(document.spans())
        .containsExactly(
            new Span(Form.BLOCK, "make\nmake test", 4, "bash", "Run:", ""),
            new Span(Form.BLOCK, "ls\npwd", 10, "", "Or:", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '\0',
      value = {
        "{.python}§python",
        "js{1,3}§js",
        "Rust,ignore§rust",
        "c++§c++",
        "{python} x§python",
        "sh title='a b'§sh",
        "{#id}§''"
      })
  void shouldKnowTheLanguageWhenTheInfoHasMoreInIt(String info, String language) {
    Document document = read("```" + info, "x", "```");

    assertThat(document.spans().get(0).language()).isEqualTo(language.replace("''", ""));
  }

  @Test
  void shouldMakeTheAnchorsOfGitHubWhenThereAreHeadings() {
    Document document =
        read(
            "# Hello, `World_x`!",
            "## Über uns",
            "## Q & A",
            "## Same",
            "## Same",
            "## T {#given}",
            "<a name=\"old\"></a> text <span id='new'></span>",
            "",
            "<h3>In HTML</h3>");

    assertThat(document.anchors())
        .containsExactlyInAnyOrder(
            "hello-world_x",
            "über-uns",
            "q--a",
            "q-a",
            "same",
            "same-1",
            "t",
            "given",
            "old",
            "new",
            "in-html");
  }

  @Test
  void shouldSkipFrontMatterWhenAFileBeginsWithIt() {
    Document document = read("---", "title: `x`", "---", "`y`");

    assertThat(document.spans()).extracting(Span::text).containsExactly("y");
    assertThat(document.spans()).extracting(Span::line).containsExactly(4);
  }

  @Test
  void shouldHaveNoIndentedBlocksWhenItIsMdx() {
    Document document = new Markdown().read("a.mdx", "<Tabs>\n\n    text `x`\n\n</Tabs>");

    assertThat(texts(document, Form.BLOCK)).isEmpty();
  }

  @Test
  void shouldReadTheRestWhenOneLineIsTooLong() {
    Document document = read("`a`", "", "`" + "b".repeat(100_000) + "`", "", "`c`");

    assertThat(texts(document, Form.CODE)).containsExactly("a", "c");
  }

  @Test
  void shouldFindNothingWhenADocumentIsTooLong() {
    assertThat(read("`a`\n".repeat(300_000)).spans()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "[",
        "*",
        "`",
        "- ",
        "- x\n",
        "_",
        "![",
        "[a](",
        "<",
        "<a ",
        "<a\n",
        "<a b=c\n",
        "&",
        "\\",
        "](",
        "**a ",
        "[a]\n",
        "[x](<",
        "[x](<\n",
        "|",
        "|a|\n|-|\n",
        "# a\n",
        "> \n",
        "{#",
        "<!--",
        "<a href=\"",
        "~",
        "\t",
        "[a]: b\n",
        "*a\n",
        "(",
        "`a\n",
        "``` \n",
        "1. ",
        "<h1>"
      })
  void shouldBeDoneSoonWhenAFileIsOneThingOverAndOver(String piece) {
    String text = piece.repeat(200_000 / piece.length());

    Document document =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Markdown().read("a.md", text));

    assertThat(document.file()).isEqualTo("a.md");
  }

  @Test
  void shouldBeDoneSoonWhenATableIsWideAndLong() {
    String text = "|a".repeat(3_900) + "|\n" + "|-".repeat(3_900) + "|\n" + "|b|\n".repeat(40_000);

    Document document =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Markdown().read("a.md", text));

    assertThat(document.spans()).isEmpty();
  }

  @Test
  void shouldReachTheInnermostWhenNestingIsDeep() {
    Document document = read("![".repeat(800) + "`x`" + "](b)".repeat(800));

    assertThat(texts(document, Form.CODE)).containsExactly("x");
  }
}
