package dev.winnow.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.tree.MapTree;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents and code that were made to take long. */
class HostileDocumentsTest {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int DOCUMENT = 200_000;
  private static final int LINE = 1_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`",
        "[",
        ".",
        "-",
        "a",
        "\n",
        "a-",
        "a.",
        "--a ",
        "--a-",
        "a/",
        "/",
        "(",
        "{",
        "<",
        "#",
        "](",
        "[a](b.md)",
        "`a_b` ",
        "`a_b`\n",
        "`a_b`\n\n",
        "a_b(",
        "    a_b.",
        "```\n",
        "\\",
        "&",
        "a: ",
        "|",
        "| a_b |\n",
        "```\n--a_b\n```\n",
        "$ a/"
      })
  void shouldReadDocumentsInLinearTimeWhateverIsInThem(String piece) {
    String text = piece.repeat(DOCUMENT / piece.length());
    Map<String, String> before = new HashMap<>();
    Map<String, String> after = new HashMap<>();
    for (String name : List.of("README.md", "docs/a.rst", "docs/b.adoc")) {
      before.put(name, text);
      after.put(name, text);
    }
    before.put("docs/b.md", "x");
    before.put("src/a.py", "def a_b(a):\n  pass\n");
    after.put("src/a.py", "x = 1\n");

    assertTimeoutPreemptively(BOUND, () -> DocChecks.between(revision(before), revision(after)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`",
        "\"",
        "'",
        ".",
        "-",
        "a",
        "a-",
        "a.",
        "--a ",
        "--a-",
        "a_b ",
        "a_b.",
        "a_b=",
        "/*",
        "//",
        "(",
        "a(",
        "func (",
        "#",
        "{",
        "def a_b ",
        "\\",
        "$",
        "/",
        "<"
      })
  void shouldReadLinesOfCodeInLinearTimeWhateverIsInThem(String piece) {
    String line = piece.repeat(LINE / piece.length());
    Map<String, String> before = new HashMap<>();
    Map<String, String> after = new HashMap<>();
    for (String extension : List.of("java", "js")) {
      before.put("src/a." + extension, line + "\ndef a_b(a):\n");
      after.put("src/a." + extension, line.replace("a_b", "a_c"));
    }
    before.put("README.md", "Call `a_b` with `--a-b`.");
    after.put("README.md", "Call `a_b` with `--a-b`.");

    assertTimeoutPreemptively(BOUND, () -> DocChecks.between(revision(before), revision(after)));
  }

  @Test
  void shouldCompareFilesThatHaveNothingInCommonInBoundedTime() {
    StringBuilder old = new StringBuilder("def a_b(a):\n");
    StringBuilder now = new StringBuilder();
    for (int i = 0; i < 4_900; i++) {
      old.append("old").append(i).append('\n');
      now.append("now").append(i).append('\n');
    }
    String guide = "Call `a_b`.";

    List<Drift> drifts =
        assertTimeoutPreemptively(
            BOUND,
            () ->
                DocChecks.between(
                    revision(Map.of("src/a.py", old.toString(), "README.md", guide)),
                    revision(Map.of("src/a.py", now.toString(), "README.md", guide))));

    assertThat(drifts).hasSize(1);
  }

  @Test
  void shouldLookThroughAHistoryInLinearTimeWhenAllLinesNameWhatIsGone() {
    String guide = "Call `a_b`.\n\n".repeat(10_000);

    List<Drift> drifts =
        assertTimeoutPreemptively(
            BOUND,
            () ->
                DocChecks.since(
                    List.of(revision(Map.of("src/a.py", "def a_b(a):\n", "README.md", guide))),
                    revision(Map.of("src/a.py", "x = 1\n", "README.md", guide))));

    assertThat(drifts)
        .singleElement()
        .satisfies(drift -> assertThat(drift.lines()).hasSize(10_000));
  }

  private static Revision revision(Map<String, String> files) {
    return DocChecks.revision(new MapTree(files));
  }
}
