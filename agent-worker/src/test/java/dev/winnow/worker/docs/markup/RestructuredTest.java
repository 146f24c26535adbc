package dev.winnow.worker.docs.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestructuredTest {
  private static Document read(String... lines) {
    return Markups.of("docs/a.rst").orElseThrow().read("docs/a.rst", String.join("\n", lines));
  }

  @Test
  void shouldSayWhereCodeIsWhenItIsMarkedOrHasARole() {
    Document document =
        read(
            "===",
            "Use",
            "===",
            "",
            "Start",
            "-----",
            "",
            "Call ``open()`` or :py:func:`~shop.shut`",
            "with :option:`--all`.");

    String sentence = "Call open() or :py:func:~shop.shut with :option:--all.";
    assertThat(document.spans())
        .containsExactly(
            new Span(Form.CODE, "open()", 8, "", sentence, "Use / Start"),
            new Span(Form.CODE, "shop.shut", 8, "", sentence, "Use / Start"),
            new Span(Form.CODE, "--all", 9, "", sentence, "Use / Start"));
  }

  @Test
  void shouldDropMarksOfNamesWhenARoleIsOfAnObject() {
    Document document = read(":data:`.request` :file:`.env` :doc:`click:testing`");

    assertThat(document.spans()).extracting(Span::text).containsExactly("request", ".env");
  }

  @Test
  void shouldFindTargetsWhenLinksAndDirectivesNameThem() {
    Document document =
        read(
            "`A <a.html>`_ :doc:`B <b>`",
            "",
            ".. include:: c.txt",
            ".. image:: d.png",
            ".. _E: e.html",
            "",
            ".. toctree::",
            "   :maxdepth: 2",
            "",
            "   f",
            "   G <g>");

    assertThat(document.spans())
        .extracting(s -> s.form() + " " + s.text() + ":" + s.line())
        .containsExactly(
            "LINK a.html:1",
            "LINK b:1",
            "LINK c.txt:3",
            "LINK d.png:4",
            "LINK e.html:5",
            "LINK f:10",
            "LINK g:11");
  }

  @Test
  void shouldKeepTheLinesOfBlocksWhenTheyAreLiteral() {
    Document document =
        read(
            "Do::",
            "",
            "    a",
            "      b",
            "",
            "Then",
            "",
            ".. code-block:: Python",
            "   :linenos:",
            "",
            "   c()");

    assertThat(document.spans())
        .containsExactly(
            new Span(Form.BLOCK, "a\n  b", 3, "", "Do::", ""),
            new Span(Form.BLOCK, "c()", 11, "python", "Then", ""));
  }

  @Test
  void shouldFindCodeWhenADirectiveDocumentsIt() {
    Document document = read(".. currentmodule:: shop", "", ".. autoclass:: Till", "   :members:");

    assertThat(document.spans()).extracting(Span::text).containsExactly("shop", "Till");
  }

  @Test
  void shouldKnowAnchorsWhenTheyAreGivenOrMadeOfTitles() {
    Document document = read(".. _given:", "", "Set It Up!", "==========");

    assertThat(document.anchors()).contains("given", "set-it-up", "Set It Up!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`",
        "``",
        ":",
        ":a",
        ":a:`",
        "`a <",
        "_`",
        ".. ",
        ".. a::\n",
        "=",
        "=\n",
        "a\n=\n",
        "a\n",
        "a::\n",
        "a::\n b\n",
        "..\n",
        "<",
        "* ",
        "\n",
        ".. _a: b\n",
        "[",
        ".. |a| image:: ",
        " a\n"
      })
  void shouldBeDoneSoonWhenAFileIsOneThingOverAndOver(String piece) {
    for (String text :
        new String[] {
          piece.repeat(200_000 / piece.length()),
          (piece.repeat(3_000 / piece.length()) + "\n").repeat(60)
        }) {
      Document document =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> new Restructured().read("a.rst", text));

      assertThat(document.file()).isEqualTo("a.rst");
    }
  }
}
