package dev.winnow.worker.docs.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameScannerTest {
  @Test
  void shouldGiveEachNameInOrder() {
    assertThat(scan("int parse_config($file, _x1) { parse_config; }"))
        .containsExactly("int", "parse_config", "$file", "_x1", "parse_config");
  }

  @Test
  void shouldGiveThePartsAndTheRowsOfThemWhenThereAreDots() {
    assertThat(scan("a1.b2.c3")).containsExactly("a1", "b2", "c3", "a1.b2", "a1.b2.c3", "b2.c3");
  }

  @Test
  void shouldGiveWordsWithDashesAndTheOptionWhenThereAreDashes() {
    assertThat(scan("x --dry-run=1")).containsExactly("x", "dry", "run", "dry-run", "--dry-run");
  }

  @Test
  void shouldEndAnOptionWhereADotBegins() {
    assertThat(scan("--out.dir")).contains("--out").doesNotContain("--out.dir");
  }

  @Test
  void shouldGiveATextWithItsQuotesWhenItIsOneName() {
    assertThat(scan("f('verbose', \"dry-run\", `x`, \"a b\", 'no\")"))
        .contains("'verbose'", "\"dry-run\"", "`x`")
        .doesNotContain("\"a", "'no\"");
  }

  @Test
  void shouldLeaveADotOrDashAtTheEndOutOfAName() {
    assertThat(scan("end. a- -b 3x")).containsExactly("end", "a", "b", "x");
  }

  @Test
  void shouldGiveNoRowsWhenThereAreMoreThanAPersonWrites() {
    assertThat(scan("a.b.c.d.e.f.g.h.i"))
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
  }

  @Test
  void shouldGiveNothingWhenANameIsLongerThanAPersonWrites() {
    assertThat(scan("x".repeat(201) + " short")).containsExactly("short");
  }

  private static List<String> scan(String text) {
    List<String> names = new ArrayList<>();
    NameScanner.scan(text, names::add);
    return names;
  }
}
