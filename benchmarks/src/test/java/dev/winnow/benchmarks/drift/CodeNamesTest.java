package dev.winnow.benchmarks.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.java | public Foo openShop(Bar bar) { | openShop | Foo",
        "a.py | def open_shop(x): return call(x) | open_shop | call",
        "a.go | func (s *Shop) OpenShop(c Call) error { | OpenShop | Call",
        "a.js | app.openShop = function() { call(); } | openShop | call",
        "a.rb | attr_accessor :open_shop, call | open_shop | call",
        "a.rs | pub fn open_shop() -> Call { | open_shop | Call",
        "a.c | use(OPEN_SHOP, call); | OPEN_SHOP | call",
        "a.sh | case $1 in --open) call | --open | call",
      })
  void shouldTellDeclaredFromUsedWhenItReadsALine(
      String path, String line, String declared, String used) {
    Map<String, Boolean> names = CodeNames.of(FileSort.CODE, path, line).names();

    assertThat(names).containsEntry(declared, true).containsEntry(used, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.java | int kept; // gone",
        "a.java | int kept; /* gone */",
        "a.py | kept = 1 # gone",
        "a.xml | <kept/> <!-- gone -->",
        "a.java | String s = \"http://kept\"; // gone",
        "a.lua | kept() -- gone",
      })
  void shouldLeaveOutCommentsWhenItReadsALine(String path, String line) {
    Map<String, Boolean> names = CodeNames.of(FileSort.CODE, path, line).names();

    assertThat(names).containsKey("kept").doesNotContainKey("gone");
  }

  @Test
  void shouldLeaveOutACommentWhenItHasManyLines() {
    String text = "int before; /* one\ntwo\nthree */ int after;\n";

    Map<String, Boolean> names = CodeNames.of(FileSort.CODE, "a.c", text).names();

    assertThat(names).containsOnlyKeys("int", "before", "after");
  }

  @Test
  void shouldLeaveOutTheDocumentationWhenItReadsPython() {
    String text = "def kept():\n  \"\"\"Is\n  gone.\"\"\"\n  return also_kept\n";

    Map<String, Boolean> names = CodeNames.of(FileSort.CODE, "a.py", text).names();

    assertThat(names).containsOnlyKeys("def", "kept", "return", "also_kept");
  }

  @Test
  void shouldHaveTheSameHashWhenOnlyCommentsDiffer() {
    CodeNames one = CodeNames.of(FileSort.CODE, "a.c", "int a; // one\n\nint b;\n");
    CodeNames other = CodeNames.of(FileSort.CODE, "a.c", "int a; // other\nint b;\n");

    assertThat(one.hash()).isEqualTo(other.hash());
  }

  @Test
  void shouldTakeAWholeLiteralForAFlagWhenItCouldBeOne() {
    String text = "flags.Bool(\"open-late\", false, \"stay open\")\n";

    Map<String, Boolean> names = CodeNames.of(FileSort.CODE, "a.go", text).names();

    assertThat(names).containsEntry("--open-late", true).doesNotContainKey("--stay");
  }

  @Test
  void shouldDeclareNothingWhenItReadsATest() {
    Map<String, Boolean> names =
        CodeNames.of(FileSort.SIDE_CODE, "tests/a.py", "def open_shop():\n").names();

    assertThat(names).containsEntry("open_shop", false);
  }
}
