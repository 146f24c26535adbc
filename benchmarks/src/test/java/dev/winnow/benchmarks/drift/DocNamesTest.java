package dev.winnow.benchmarks.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocNamesTest {
  @Test
  void shouldFindNamesWhenTheyAreInSpansAndBlocks() {
    String text = "open_door is prose\n\n`open_shop()`\n\n```js\nshop.openLate()\n```\n";

    DocNames names = DocNames.of("a.md", text);

    assertThat(names.names()).containsOnlyKeys("open_shop", "openLate");
    assertThat(names.names().get("openLate")).containsExactly(6);
    assertThat(names.words()).contains("open_door", "prose");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docs/a.md | [x](../src/shop.py#L3) | /src/shop.py",
        "docs/a.md | ![x](shop.png) | /docs/shop.png",
        "a.md | [x]: src/shop.py | /src/shop.py",
        "a.md | run `src/shop.py` | src/shop.py",
        "docs/a.rst | .. literalinclude:: ../shop.py | /shop.py",
        "docs/a.rst | see `x <shop.rst>`_ | /docs/shop.rst",
        "a.adoc | link:src/shop.py[x] | /src/shop.py",
        "a.adoc | include::shop.adoc[] | /shop.adoc",
      })
  void shouldFindAPathWhenItIsALinkOrCode(String document, String line, String path) {
    DocNames names = DocNames.of(document, line + "\n");

    assertThat(names.paths()).containsOnlyKeys(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.rst | ``open_shop`` | open_shop",
        "a.rst | :func:`shop.open_shop` | open_shop",
        "a.rst | .. autofunction:: open_shop | open_shop",
        "a.adoc | +open_shop+ | open_shop",
        "a.md | `--open-late` | --open-late",
        "a.md | `render` | render",
        "a.md | `OPEN_SHOP=1` | OPEN_SHOP",
      })
  void shouldFindANameWhenItIsSetAsCode(String document, String line, String name) {
    DocNames names = DocNames.of(document, line + "\n");

    assertThat(names.names()).containsOnlyKeys(name);
  }

  @Test
  void shouldFindNoNameWhenAWordOfALanguageIsInACommand() {
    DocNames names = DocNames.of("a.md", "`make install from source`\n");

    assertThat(names.names()).isEmpty();
  }

  @Test
  void shouldFindIndentedBlocksWhenTheDocumentIsReStructuredText() {
    DocNames names = DocNames.of("a.rst", "Like this::\n\n    open_shop()\n\nand not open_door\n");

    assertThat(names.names()).containsOnlyKeys("open_shop");
  }

  @Test
  void shouldSayWhatIsKeptWhenLinesChange() {
    DocNames one = DocNames.of("a.md", "a\nb\nc\nd");
    DocNames other = DocNames.of("a.md", "a\nb\nx\ny");

    assertThat(one.keptBy(other)).isEqualTo(0.5);
  }

  @Test
  void shouldListEveryLineWhenANameIsThereTwice() {
    SortedSet<Integer> lines =
        DocNames.of("a.md", "`open_shop`\n\n`open_shop`\n").names().get("open_shop");

    assertThat(List.copyOf(lines)).isEqualTo(List.of(1, 3));
  }
}
