package dev.winnow.worker.docs.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '\0',
      value = {
        "A.java § a(); // no § a();",
        "A.java § a(\"// yes\"); /* no */ b § a(\"// yes\");          b",
        "A.java § '\"' // no § '\"'",
        "a.kt § a /* x /* y */ no */ b § a                    b",
        "a.rs § fn f<'a>(x: &'a str) // no § fn f<'a>(x: &'a str)",
        "a.rs § r#\"a \" // yes\"# // no § r#\"a \" // yes\"#",
        "a.cpp § R\"x(\" // yes)x\" // no § R\"x(\" // yes)x\"",
        "a.cpp § 1'000'000 // no § 1'000'000",
        "a.cs § @\"a\\\" // no § @\"a\\\"",
        "a.go § `// yes` // no § `// yes`",
        "a.ts § x = /[/*\"]/ // no § x = /[/*\"]/",
        "a.ts § x / y // no § x / y",
        "a.ts § return /\"/ // no § return /\"/",
        "a.py § x = '# yes' # no § x = '# yes'",
        "a.sh § echo $# \"# yes\" # no § echo $# \"# yes\"",
        "a.yml § a: it's b # no § a: it's b",
        "a.toml § a = '# yes' # no § a = '# yes'",
        "a.rb § \"#{x}\" # no § \"#{x}\"",
        "a.php § $a = 1; # no § $a = 1;",
        "a.php § #[Yes] § #[Yes]",
        "a.sql § select '-- yes' -- no § select '-- yes'",
        "a.lua § x = [[-- yes]] --[==[ no ]] no ]==] y § x = [[-- yes]]                      y",
        "a.hs § x --> y -- no § x --> y",
        "a.hs § f' = 'a' {- no {- no -} no -} § f' = 'a'",
        "pom.xml § <a/> <!-- no --> § <a/>",
        "a.unknown § // yes § // yes"
      })
  void shouldKeepCodeAndLiteralsWhenCommentsGo(String path, String code, String expected) {
    assertThat(Comments.without(path, code).stripTrailing()).isEqualTo(expected);
  }

  @Test
  void shouldDropDocumentationTextsWhenTheyAreStatements() {
    String code =
        String.join(
            "\n",
            "\"\"\"Module no.\"\"\"",
            "def f(a, b):",
            "    r'''No.",
            "    no'''",
            "    x = \"\"\"",
            "    yes\"\"\"",
            "    g(",
            "        'yes')");

    String without = Comments.without("a.py", code);

    assertThat(without).doesNotContain("no", "No").contains("yes\"\"\"", "'yes')");
    assertThat(without.lines().count()).isEqualTo(8);
  }

  @Test
  void shouldKeepLinesWhenACommentHasSeveral() {
    assertThat(Comments.without("A.java", "a\n/*\n * b\r\n */\nc"))
        .isEqualTo("a\n  \n    \r\n   \nc");
  }

  @Test
  void shouldNotSpreadWhenAQuoteIsNotClosed() {
    assertThat(Comments.without("a.js", "don't\nx // no")).isEqualTo("don't\nx      ");
  }

  @Property
  void shouldKeepItsLengthWhateverIsInIt(
      @ForAll
          @StringLength(max = 60)
          @Chars({'/', '*', '"', '\'', '#', '-', '\n', '\\', 'r', '[', '=', '{', ' ', '`', '('})
          String code) {
    for (String path :
        List.of("a.java", "a.rs", "a.py", "a.lua", "a.hs", "a.ts", "a.cpp", "a.rb", "a.cs")) {
      assertThat(Comments.without(path, code)).hasSameSizeAs(code);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/*",
        "\"",
        "'",
        "'\\",
        "#",
        "-",
        "->",
        "--[",
        "[=",
        "[",
        "(/[",
        "=/",
        "r#\"",
        "r#",
        "R\"(",
        "R\"",
        "{-",
        "\"\"\"",
        "'''",
        "`",
        "@\"",
        "<!--",
        "\\",
        "=begin\n",
        "   \"\" ",
        "\n"
      })
  void shouldBeDoneSoonWhenAFileIsOneThingOverAndOver(String piece) {
    String code = piece.repeat(200_000 / piece.length()) + ">";

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (Syntax syntax : Syntax.values()) {
            assertThat(new CommentLexer(syntax, code).comments()).isNotNull();
          }
        });
  }
}
