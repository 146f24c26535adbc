package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MarkdownProperties {
  private static final Pattern CODE = Pattern.compile("`[^`]+`");

  @Property(tries = 1_000)
  void shouldLeaveNothingOfAnyTextInEffect(@ForAll("texts") String text) {
    String prose = Markdown.prose(text, 100);

    assertThat(prose.chars().filter(c -> c == '`').count() % 2).isZero();
    assertThat(CODE.matcher(prose).replaceAll(" "))
        .doesNotContain("`", "<", ">", "://", "\n", "\r")
        .doesNotContainPattern("[@#][A-Za-z0-9_]")
        .doesNotContainPattern("(?i)www\\.")
        .doesNotContainPattern("(?<!\\\\)(\\\\\\\\)*[\\[\\]()*_~!]");
  }

  @Property(tries = 1_000)
  void shouldBeOneCodeSpan(@ForAll("texts") String text) {
    assertThat(Markdown.code(text, 100)).matches("`[^`\\n\\r]+`").hasSizeLessThanOrEqualTo(102);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "`",
            "``",
            "```",
            "\\",
            "[",
            "](",
            ")",
            "!",
            "<b>",
            "-->",
            "@octocat",
            "#1",
            "GH-1",
            "https://",
            "www.",
            "a.b",
            "*",
            "_",
            "~",
            "|",
            "&lt;",
            "\n",
            "\u200B",
            "\u202E",
            "x",
            " ",
            "\uD83D\uDE00",
            "\uD83D",
            ":",
            "//");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(3))
        .list()
        .ofMaxSize(40)
        .map(list -> String.join("", list));
  }
}
