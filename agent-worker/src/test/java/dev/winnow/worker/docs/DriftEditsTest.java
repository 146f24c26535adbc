package dev.winnow.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.tree.MapTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules say to write in a line. Slashes of paths are those of the test, {@code ~} a break. */
class DriftEditsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Call `parse_config`.                       | parse_config     | read_config
          Call `parse_config()`, `parse_config`.     | parse_config     | read_config
          See `app.parse_config(path)`.              | parse_config     | read_config
          See `app::parse_config` to parse_config.   | ::parse_config   | ::read_config
          A parse_config is `parse_config`.          | `parse_config    | `read_config
          An `x.parse_configs` of `x.parse_config`.  |                  |
          ```python~parse_config(1)~```              | parse_config     | read_config
          """)
  void shouldEditTheRenamedPartOfAName(String guide, String written, String instead) {
    assertThat(
            edit(
                "docs.symbol-gone",
                guide,
                Map.of("src/app.py", "def parse_config(path):\n    pass\n"),
                Map.of("src/app.py", "def read_config(path):\n    pass\n")))
        .isEqualTo(expected(written, instead));
  }

  @Test
  void shouldNotEditWhenTheNewNameWasThereBefore() {
    assertThat(
            edit(
                "docs.symbol-gone",
                "Call `parse_config`.",
                Map.of("src/app.py", "load_it(1)\ndef parse_config(path):\n    pass\n"),
                Map.of("src/app.py", "load_it(1)\ndef load_it(path):\n    pass\n")))
        .isEmpty();
  }

  @Test
  void shouldNotEditWhenAnotherNameIsOnlyUsedInItsPlace() {
    assertThat(
            edit(
                "docs.symbol-gone",
                "Call `parse_config`.",
                Map.of("src/app.py", "def parse_config(path):\n    pass\nx.parse_config(1)\n"),
                Map.of("src/app.py", "x.load_it(1)\n")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cli.add('--dry-run') | cli.add('--preview')      | Use `--dry-run`.           | --dry-run | --preview
          cli.add('--dry-run') | cli.add('--preview')      | ```sh~x --dry-run y~```    | --dry-run | --preview
          def main(dry_run):   | def main(preview_mode):   | Use `--dry-run`.           |           |
          dry_run = option()   | preview_mode = option()   | Use `--dry-run`.           | --dry-run | --preview-mode
          get('SHOP_CURRENCY') | get('SHOP_MONEY')         | Set `SHOP_CURRENCY=EUR`.   | SHOP_CURRENCY | SHOP_MONEY
          get('server.port')   | get('server.listen.port') | Set `server.port`.         | server.port | server.listen.port
          """)
  void shouldEditOptionsAndSettings(
      String old, String now, String guide, String written, String instead) {
    List<Drift> drifts =
        between(
            Map.of("src/app.py", old + "\n", "docs/a.md", lines(guide)),
            Map.of("src/app.py", now + "\n", "docs/a.md", lines(guide)));

    assertThat(drifts.stream().flatMap(drift -> drift.edits().values().stream()).findFirst())
        .isEqualTo(expected(written, instead));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          docs/a.md     | [x](../scripts/seed.sh)       | ../scripts/seed.sh    | ../tools/run/seed.sh
          docs/a.md     | [x](../scripts/seed.sh#L3)    | ../scripts/seed.sh    | ../tools/run/seed.sh
          docs/a.md     | [x](/scripts/seed.sh)         | /scripts/seed.sh      | /tools/run/seed.sh
          README.md     | [x](./scripts/seed.sh)        | ./scripts/seed.sh     | ./tools/run/seed.sh
          tools/a.md    | [x](../scripts/seed.sh)       | ../scripts/seed.sh    | run/seed.sh
          docs/a.md     | Run `scripts/seed.sh`.        | scripts/seed.sh       | tools/run/seed.sh
          docs/a.md     | Run `../scripts/seed.sh`.     | ../scripts/seed.sh    | ../tools/run/seed.sh
          docs/a.md     | ```sh~sh scripts/seed.sh~```  | scripts/seed.sh       | tools/run/seed.sh
          docs/a.md     | `scripts/seed.sh` scripts/seed.sh | `scripts/seed.sh  | `tools/run/seed.sh
          docs/a.md     | [x](../lib/use.md)            | ../lib/use.md         | ../guide/use.md
          docs/a.md     | [x](../lib/use)               | ../lib/use            | ../guide/use
          docs/a.md     | [x](../lib/use.html#top)      | ../lib/use.html       | ../guide/use.html
          """)
  void shouldEditAPathInTheWayOfTheDocument(
      String document, String text, String written, String instead) {
    Map<String, String> before =
        Map.of("scripts/seed.sh", "seed", "lib/use.md", "# Use", document, lines(text));
    Map<String, String> after =
        Map.of("tools/run/seed.sh", "seed", "guide/use.md", "# Use", document, lines(text));

    List<Drift> drifts = between(before, after);

    assertThat(drifts).hasSize(1);
    assertThat(drifts.get(0).edits().values()).containsExactly(new Edit(written, instead));
  }

  @Test
  void shouldEditALabelAndALinkEachInItsOwnWay() {
    String text = "[`scripts/seed.sh`](../scripts/seed.sh)";

    List<Drift> drifts =
        between(
            Map.of("scripts/seed.sh", "seed", "docs/a.md", text),
            Map.of("tools/seed.sh", "seed", "docs/a.md", text));

    assertThat(drifts.stream().flatMap(drift -> drift.edits().values().stream()))
        .containsExactlyInAnyOrder(
            new Edit("`scripts/seed.sh", "`tools/seed.sh"),
            new Edit("../scripts/seed.sh", "../tools/seed.sh"));
  }

  @Test
  void shouldEditAnAnchorWhenItsHeadingAloneIsAnother() {
    String link = "See [x](b.md#rounding-rules).";
    String other = "# B\n\ntext\n\n## %s\n\nmore\n";

    List<Drift> drifts =
        between(
            Map.of("docs/a.md", link, "docs/b.md", other.formatted("Rounding rules")),
            Map.of("docs/a.md", link, "docs/b.md", other.formatted("How it rounds")));

    assertThat(drifts).hasSize(1);
    assertThat(drifts.get(0).edits().values())
        .containsExactly(new Edit("b.md#rounding-rules", "b.md#how-it-rounds"));
  }

  @Test
  void shouldNotEditAnAnchorWhenItsSectionIsAnother() {
    String link = "See [x](b.md#rounding-rules).";

    List<Drift> drifts =
        between(
            Map.of("docs/a.md", link, "docs/b.md", "# B\n\n## Rounding rules\n\nUp.\n"),
            Map.of("docs/a.md", link, "docs/b.md", "# B\n\n## Currencies\n\nEuro.\n\nMore.\n"));

    assertThat(drifts).hasSize(1);
    assertThat(drifts.get(0).edits().values())
        .allSatisfy(edit -> assertThat(edit.instead()).isEqualTo("b.md#currencies"))
        .hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Run `make seed`.                 | seed      | sow
          Run `make seed` to seed it.      | make seed | make sow
          ```sh~make all seed # seeds~```  | all seed  | all sow
          """)
  void shouldEditATargetInItsCommand(String text, String written, String instead) {
    assertThat(
            edit(
                "docs.target-gone",
                text,
                Map.of("Makefile", "all:\n\tgo\nseed:\n\tsh seed\n"),
                Map.of("Makefile", "all:\n\tgo\nsow:\n\tsh seed\n")))
        .isEqualTo(expected(written, instead));
  }

  @Test
  void shouldNotEditAShortFormThatTheNewNameDoesNotHave() {
    assertThat(
            edit(
                "docs.target-gone",
                "Run `npm test`.",
                Map.of("package.json", "{\"scripts\": {\"test\": \"x\"}}"),
                Map.of("package.json", "{\"scripts\": {\"verify\": \"x\"}}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Install `lib@1.2.0`.              | lib@1.2.0 | lib@1.3.0
          Requires Node 16.0 or newer.      | Node 16.0 | Node 18
          Requires Node 16 on 16 machines.  | Node 16   | Node 18
          """)
  void shouldEditAVersionWhereItIsNamed(String text, String written, String instead) {
    String manifest = "{\"name\": \"lib\", \"version\": \"%s\", \"engines\": {\"node\": \">=%s\"}}";
    assertThat(
            edit(
                "docs.version-old",
                text,
                Map.of("package.json", manifest.formatted("1.2.0", "16")),
                Map.of("package.json", manifest.formatted("1.3.0", "18"))))
        .isEqualTo(expected(written, instead));
  }

  @Test
  void shouldEditParametersAndLinksOfJavadoc() {
    String code =
        """
        class Order {
          /**
           * Sets the sum.
           *
           * @param sum the sum
           */
          void set(int %s) {}

          /** As {@link #setAll} says. */
          void %s(long all) {}
        }
        """;

    List<Drift> drifts =
        between(
            Map.of("Order.java", code.formatted("sum", "setAll")),
            Map.of("Order.java", code.formatted("amount", "setEach")));

    assertThat(
            drifts.stream()
                .filter(drift -> drift.rule().startsWith("docs.javadoc"))
                .flatMap(drift -> drift.edits().values().stream()))
        .containsExactlyInAnyOrder(
            new Edit("@param sum", "@param amount"), new Edit("#setAll", "#setEach"));
  }

  private static String lines(String text) {
    return text.replace('~', '\n') + "\n";
  }

  private static Optional<Edit> expected(String written, String instead) {
    return written == null ? Optional.empty() : Optional.of(new Edit(written, instead));
  }

  /** The only edit of a rule's findings in a document. */
  private static Optional<Edit> edit(
      String rule, String guide, Map<String, String> before, Map<String, String> after) {
    Map<String, String> old = new HashMap<>(before);
    Map<String, String> now = new HashMap<>(after);
    old.put("docs/a.md", lines(guide));
    now.put("docs/a.md", lines(guide));
    List<Drift> drifts =
        between(old, now).stream().filter(drift -> drift.rule().equals(rule)).toList();
    assertThat(drifts).isNotEmpty();
    List<Edit> edits =
        drifts.stream().flatMap(drift -> drift.edits().values().stream()).distinct().toList();
    assertThat(edits).hasSizeLessThanOrEqualTo(1);
    return edits.stream().findFirst();
  }

  private static List<Drift> between(Map<String, String> before, Map<String, String> after) {
    return DocChecks.between(
        DocChecks.revision(new MapTree(before)), DocChecks.revision(new MapTree(after)));
  }
}
