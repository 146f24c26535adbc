package dev.winnow.worker.docs.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenamesTest {
  @Test
  void shouldKnowTheNewNameWhenOnlyTheNameDiffers() {
    assertThat(now("def load(a, b):\n  go()\n", "def fetch(a, b):\n  go()\n", "load"))
        .contains("fetch");
  }

  @Test
  void shouldKnowTheNewNameWhenTheSpaceDiffersToo() {
    assertThat(now("  load(a,b)\n", "fetch( a, b )\n", "load")).contains("fetch");
  }

  @Test
  void shouldKnowTheNewOptionWhenOnlyTheOptionDiffers() {
    assertThat(now("add('--dry-run')\n", "add('--no-write')\n", "--dry-run"))
        .contains("--no-write");
  }

  @Test
  void shouldNotKnowWhenTheLineDiffersInAnotherNameToo() {
    assertThat(now("def load(a):\n", "def fetch(b):\n", "load")).isEmpty();
  }

  @Test
  void shouldNotKnowWhenTheLineIsGone() {
    assertThat(now("def load(a):\n  go()\n", "  go()\n", "load")).isEmpty();
  }

  @Test
  void shouldNotKnowWhenAValueHasTakenItsPlace() {
    assertThat(now("x = load\n", "x = 3\n", "load")).isEmpty();
  }

  @Test
  void shouldTakeWhatMostLinesSay() {
    assertThat(
            now(
                "load(1)\nx\nload(2)\nx\nload(3)\nx\nload(4)\n",
                "fetch(1)\nx\nfetch(2)\nx\nfetch(3)\nx\nother(4)\n",
                "load"))
        .contains("fetch");
  }

  @Test
  void shouldNotKnowWhenMostLinesThatHadItHaveSomethingElse() {
    assertThat(
            now(
                "def load(load):\n  if load == 0:\n    raise 'no load'\n  add(load)\n",
                "def on(event):\n  if event is None:\n    raise 'no event'\n  go = event\n",
                "load"))
        .isEmpty();
  }

  @Test
  void shouldNotKnowWhenLinesDisagree() {
    assertThat(now("load(1)\nx\nload(2)\n", "fetch(1)\nx\nother(2)\n", "load")).isEmpty();
  }

  private static Optional<String> now(String old, String fresh, String name) {
    return Renames.between(
            new MapTree(Map.of("a.py", old)),
            new MapTree(Map.of("a.py", fresh)),
            List.of("a.py"),
            Set.of(name))
        .of(name);
  }
}
