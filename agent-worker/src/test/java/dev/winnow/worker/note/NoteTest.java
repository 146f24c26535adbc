package dev.winnow.worker.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.tree.MapTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NoteTest {
  private static final MapTree TREE =
      new MapTree(Map.of("docs/api.md", "# API\n\n  Call `a:1: b` \u0007first.  \r\nend"));

  @Test
  void shouldDropWhatCannotBePrintedWhenItIsMade() {
    Note note = new Note("\n \u001b[31mred\u0000\r\nné\ud83d\ude00\ud800\u2028\tx\uFEFF \n");

    assertThat(note.text()).isEqualTo("[31mred\nné\ud83d\ude00\tx");
  }

  @Test
  void shouldCutOffTheRestWhenItIsTooLong() {
    String longest = "x".repeat(32_768);

    assertThat(new Note(longest).text()).isEqualTo(longest);
    assertThat(new Note(longest + "y").text()).isEqualTo(longest);
  }

  @Test
  void shouldCutNoCharacterInTwoWhenItIsTooLong() {
    Note note = new Note("x".repeat(Note.LONGEST - 1) + "\ud83d\ude00" + "y");

    assertThat(note.text()).isEqualTo("x".repeat(Note.LONGEST - 1));
  }

  @Test
  void shouldTakeTheLinesBehindTheMarkWhenItQuotes() {
    Note note = new Note("It is gone.\n> docs/api.md:1: # API\n  >src/a.py:2:x  \nso > there\n");

    assertThat(note.quotedLines()).containsExactly("docs/api.md:1: # API", "src/a.py:2:x");
  }

  @Test
  void shouldFindTheLineWhenItIsQuotedAsGrepPrintsIt() {
    Quote quote = Quote.parse("docs/api.md:3:  Call `a:1: b` first.").orElseThrow();

    assertThat(quote.isIn(TREE)).isTrue();
    assertThat(Quote.at(TREE, "docs/api.md", 3)).contains(quote);
  }

  @Test
  void shouldNotFindTheLineWhenPlaceOrTextDiffer() {
    for (String wrong :
        new String[] {
          "docs/api.md:2: Call `a:1: b` first.",
          "docs/api.md:3: Call `a:1: b`",
          "docs/api.md:0: # API",
          "docs/api.md:999999999: end",
          "api.md:1: # API"
        }) {
      assertThat(Quote.parse(wrong).orElseThrow().isIn(TREE)).as(wrong).isFalse();
    }
    for (String none : new String[] {"", "# API", "docs/api.md: # API", "a:1234567890: x"}) {
      assertThat(Quote.parse(none)).as(none).isEmpty();
    }
  }

  @Property(seed = "7", tries = 500)
  void shouldStayTheSameWhenItIsReadAgain(
      @ForAll @CharRange(to = '\uffff') @StringLength(max = 60) String text) {
    Note note = new Note(text);

    byte[] written = note.text().getBytes(StandardCharsets.UTF_8);
    assertThat(new Note(new String(written, StandardCharsets.UTF_8))).isEqualTo(note);
  }
}
