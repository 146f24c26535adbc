package dev.winnow.worker.docs.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiDocTest {
  private static Document read(String... lines) {
    return Markups.of("docs/a.adoc").orElseThrow().read("docs/a.adoc", String.join("\n", lines));
  }

  @Test
  void shouldSayWhereCodeIsWhenItIsInAParagraph() {
    Document document = read("= Use", "", "== Start", "", "Call", "`Shop.open()` or `+--all+`.");

    assertThat(document.spans())
        .containsExactly(
            new Span(
                Form.CODE, "Shop.open()", 6, "", "Call Shop.open() or +--all+.", "Use / Start"),
            new Span(Form.CODE, "--all", 6, "", "Call Shop.open() or +--all+.", "Use / Start"));
  }

  @Test
  void shouldFindTargetsWhenTheyAreKnowable() {
    Document document =
        read(
            "link:a.html[A] xref:b.adoc#c[B] <<d.adoc#e,D>> <<f>> link:{x}/g[G]",
            "",
            "include::h.adoc[]",
            "image::i.png[]");

    assertThat(document.spans())
        .extracting(s -> s.form() + " " + s.text() + ":" + s.line())
        .containsExactly(
            "LINK a.html:1",
            "LINK b.adoc#c:1",
            "LINK d.adoc#e:1",
            "LINK #f:1",
            "LINK h.adoc:3",
            "LINK i.png:4");
  }

  @Test
  void shouldKnowTheLanguageWhenABlockHasOne() {
    Document document =
        read("Do:", "", "[source,Java]", "----", "a();", "b();", "----", "", "....", "c", "....");

    assertThat(document.spans())
        .containsExactly(
            new Span(Form.BLOCK, "a();\nb();", 5, "java", "Do:", ""),
            new Span(Form.BLOCK, "c", 10, "", "Do:", ""));
  }

  @Test
  void shouldKnowAnchorsWhenTheyAreGivenOrMadeOfTitles() {
    Document document =
        read("[[one]]", "== Set it-up!", "", "[#two]", "text", "", "Old title", "---------");

    assertThat(document.anchors())
        .contains("one", "two", "_set_it_up", "Set it-up!", "_old_title", "Old title");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`",
        "+",
        "`+",
        "[",
        "[[",
        "<<",
        "<<a",
        "link:",
        "link:a",
        "{",
        "=",
        "= a\n",
        "----\n",
        "-",
        "a\n",
        "a::",
        "[#",
        "|",
        "* ",
        "include::",
        "https://a",
        "`a\n",
        "\n",
        "a\n--\n"
      })
  void shouldBeDoneSoonWhenAFileIsOneThingOverAndOver(String piece) {
    for (String text :
        new String[] {
          piece.repeat(200_000 / piece.length()),
          (piece.repeat(3_000 / piece.length()) + "\n").repeat(60)
        }) {
      Document document =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> new AsciiDoc().read("a.adoc", text));

      assertThat(document.file()).isEqualTo("a.adoc");
    }
  }
}
