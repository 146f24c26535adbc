package dev.winnow.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.tree.MapTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocChecksTest {
  private static final String CODE = "import os\n\ndef parse_config(path):\n    return path\n";
  private static final String OTHER = "import os\n";
  private static final String GUIDE =
      "# Guide\n\nCall `parse_config` first.\n\nThen call `parse_config()` again.\n";

  @Test
  void shouldTellOnceWithAllLinesWhenASymbolIsGone() {
    List<Drift> drifts =
        between(
            Map.of("src/app.py", CODE, "README.md", "See `parse_config`.", "docs/a.md", GUIDE),
            Map.of("src/app.py", OTHER, "README.md", "See `parse_config`.", "docs/a.md", GUIDE));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.symbol-gone");
              assertThat(drift.element()).isEqualTo("parse_config");
              assertThat(drift.lines())
                  .containsExactly(
                      new DocLine("README.md", 1),
                      new DocLine("docs/a.md", 3),
                      new DocLine("docs/a.md", 5));
              assertThat(drift.code()).contains(new Place("src/app.py", 3, Side.MERGE_BASE));
              assertThat(drift.now()).isEmpty();
            });
  }

  @Test
  void shouldKnowTheNewNameWhenASymbolIsRenamed() {
    List<Drift> drifts = changed(CODE, CODE.replace("parse_config", "read_config"), GUIDE);

    assertThat(drifts)
        .singleElement()
        .satisfies(drift -> assertThat(drift.now()).contains("read_config"));
  }

  @Test
  void shouldTellWhenTheFileWithTheSymbolIsGone() {
    List<Drift> drifts =
        between(
            Map.of("src/app.py", CODE, "docs/a.md", GUIDE),
            Map.of("src/b.py", OTHER, "docs/a.md", GUIDE));

    assertThat(drifts).extracting(Drift::element).containsExactly("parse_config");
  }

  @Test
  void shouldFindNothingWhenTheSymbolIsStillSomewhereInCode() {
    assertThat(
            between(
                Map.of("src/app.py", CODE, "lib/b.py", "parse_config(1)", "docs/a.md", GUIDE),
                Map.of("src/app.py", OTHER, "lib/b.py", "parse_config(1)", "docs/a.md", GUIDE)))
        .isEmpty();
  }

  @Test
  void shouldFindNothingWhenTheSymbolHasMoved() {
    assertThat(
            between(
                Map.of("src/app.py", CODE, "docs/a.md", GUIDE),
                Map.of("src/app.py", OTHER, "src/new.py", CODE, "docs/a.md", GUIDE)))
        .isEmpty();
  }

  @Test
  void shouldTellWhenOnlyACommentStillHasTheSymbol() {
    List<Drift> drifts = changed(CODE, OTHER + "# parse_config was here\n", GUIDE);

    assertThat(drifts).extracting(Drift::element).containsExactly("parse_config");
  }

  @Test
  void shouldFindNothingWhenOnlyDocumentsEverHadTheName() {
    assertThat(
            between(
                Map.of("src/app.py", CODE, "docs/a.md", "`made_up`", "docs/b.md", "`made_up`"),
                Map.of("src/app.py", OTHER, "docs/a.md", "`made_up`")))
        .isEmpty();
  }

  @Test
  void shouldFindNothingWhenTheDocumentIsMendedAlong() {
    assertThat(
            between(
                Map.of("src/app.py", CODE, "docs/a.md", GUIDE),
                Map.of("src/app.py", OTHER, "docs/a.md", "# Guide\n\nNothing to call.\n")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHANGELOG.md",
        "docs/upgrading.md",
        "docs/release-notes/2.md",
        "node_modules/x/README.md"
      })
  void shouldFindNothingWhenADocumentIsAboutWhatWas(String path) {
    assertThat(
            between(
                Map.of("src/app.py", CODE, path, GUIDE), Map.of("src/app.py", OTHER, path, GUIDE)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`parse_config` has been removed.\n",
        "`parse_config` is no longer there.\n",
        "# Upgrading\n\nCall `parse_config`.\n"
      })
  void shouldFindNothingWhenTheTextSaysThatItIsGone(String guide) {
    assertThat(changed(CODE, OTHER, guide)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tests/test_app.py", "examples/app.py", "src/app_test.py"})
  void shouldFindNothingWhenOnlyTestsOrExamplesDeclaredTheName(String path) {
    assertThat(
            between(
                Map.of(path, CODE, "docs/a.md", GUIDE), Map.of(path, OTHER, "docs/a.md", GUIDE)))
        .isEmpty();
  }

  @Test
  void shouldTellWhenAnOptionIsGone() {
    List<Drift> drifts =
        changed(
            "cli.add('--dry-run')\n", "cli.add('--force-all')\n", "```sh\ntool --dry-run\n```\n");

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.option-gone");
              assertThat(drift.element()).isEqualTo("--dry-run");
              assertThat(drift.lines()).containsExactly(new DocLine("docs/a.md", 2));
              assertThat(drift.now()).contains("--force-all");
            });
  }

  @Test
  void shouldFindNothingWhenAnOptionIsSpelledAnotherWayNow() {
    assertThat(changed("cli.add('--dry-run')\n", "cli.flag(dry_run=True)\n", "Give `--dry-run`.\n"))
        .isEmpty();
  }

  @Test
  void shouldTellWhenAnOptionOfOneWordIsGone() {
    List<Drift> drifts =
        changed("flag('verbose')\n", "verbose = 1\nflag('x')\n", "Give `--verbose`.\n");

    assertThat(drifts).extracting(Drift::element).containsExactly("--verbose");
  }

  @Test
  void shouldTellWhenAnEnvironmentVariableIsGone() {
    List<Drift> drifts =
        changed(
            "a = os.environ['APP_PORT']\n", "a = os.environ['APP_LISTEN']\n", "Set `APP_PORT`.\n");

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.setting-gone");
              assertThat(drift.element()).isEqualTo("APP_PORT");
              assertThat(drift.now()).contains("APP_LISTEN");
            });
  }

  @Test
  void shouldTellWhenASettingIsGone() {
    List<Drift> drifts =
        changed("get('server.portal')\n", "get('other.key')\n", "Set `server.portal`.\n");

    assertThat(drifts)
        .extracting(Drift::rule, Drift::element)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("docs.setting-gone", "server.portal"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pub server_portal: u16,\n", "int serverPortal;\n", "a = {'server-portal': 1}\n"})
  void shouldFindNothingWhenTheLastPartOfASettingIsStillThereInAnotherSpelling(String now) {
    assertThat(changed("get('http.server-portal')\n", now, "Set `http.server-portal`.\n"))
        .isEmpty();
  }

  @Test
  void shouldFindNothingWhenTheLastPartOfASettingIsStillDeclared() {
    assertThat(
            changed(
                "x = page.render\nclass Page:\n  def render(self):\n    pass\n",
                "class Page:\n  def render(self):\n    pass\n",
                "Call `page.render`.\n"))
        .isEmpty();
  }

  @Test
  void shouldNotTakeAMemberOfATypeForASetting() {
    assertThat(changed("Page.render = f\n", "x = Page()\nx.render = 1\n", "See `Page.render`.\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Here is a sample `Makefile.toml`, `.travis.yml` configuration for your book.\n",
        "If you have installed one, you know `setup.py sdist upload`.\n",
        "For example, put it into `package.json`.\n",
        "Write a `setup.py` for your script.\n\nContents of `setup.py`:\n"
      })
  void shouldFindNothingWhenAFileThatEverybodyHasIsTheReaders(String guide) {
    Map<String, String> files =
        Map.of(".travis.yml", "a: 1\n", "setup.py", "x = 1\n", "package.json", "{}");
    Map<String, String> before = new HashMap<>(files);
    before.put("docs/a.md", guide);

    assertThat(between(before, Map.of("docs/a.md", guide))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Run `setup.py` to install it.\n",
        "For example, see [it](../setup.py).\n",
        "For example, `seed.py` fills your database.\n"
      })
  void shouldTellWhenAFileIsTheProjectsOwn(String guide) {
    assertThat(
            between(
                Map.of("docs/a.md", guide, "setup.py", "x = 1\n", "seed.py", "x = 2\n"),
                Map.of("docs/a.md", guide)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docs/v1/a.md", "docs/1.x/a.md", "docs/2.4/a.md", "website/version-2/a.md"})
  void shouldFindNothingWhenADocumentIsOfAnotherMajorVersion(String path) {
    Map<String, String> before =
        Map.of("go.mod", "module acme.org/shop/v3\n\ngo 1.22\n", "src/app.py", CODE, path, GUIDE);
    Map<String, String> after =
        Map.of("go.mod", "module acme.org/shop/v3\n\ngo 1.22\n", "src/app.py", OTHER, path, GUIDE);

    assertThat(between(before, after)).isEmpty();
    assertThat(DocChecks.since(List.of(revision(before)), revision(after))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/v3/a.md", "docs/3.1/a.md", "docs/api/v1/a.md", "docs/a.md"})
  void shouldTellWhenADocumentIsOfThisMajorVersionOrOfNone(String path) {
    String manifest = "{\"name\": \"shop\", \"version\": \"3.1.0\"}";

    assertThat(
            between(
                Map.of("package.json", manifest, "src/app.py", CODE, path, GUIDE),
                Map.of("package.json", manifest, "src/app.py", OTHER, path, GUIDE)))
        .hasSize(1);
  }

  @Test
  void shouldFindNothingWhenAFileIsStillCalledLikeTheType() {
    String guide = "A `Context` is made for each request, and so is a `Cookie`.\n";

    List<Drift> drifts =
        between(
            Map.of(
                "lib/app.js", "var Context = 1\nvar Cookie = 2\n",
                "lib/context.js", "x()\n",
                "test/cookie.js", "x()\n",
                "docs/a.md", guide),
            Map.of(
                "lib/app.js", "x()\n",
                "lib/context.js", "x()\n",
                "test/cookie.js", "x()\n",
                "docs/a.md", guide));

    assertThat(drifts).extracting(Drift::element).containsExactly("Cookie");
  }

  @Test
  void shouldTellOfAWordOnlyWhenTheCodeDeclaredIt() {
    String guide = "Call `retry` and `again`.\n";

    List<Drift> drifts = changed("def retry(a):\n    return again.x\n", "x = 1\n", guide);

    assertThat(drifts).extracting(Drift::element).containsExactly("retry");
  }

  @Test
  void shouldTellOfCommentsInCodeWhenTheyMarkTheName() {
    String java =
        "/** Like {@link OrderStore}. */\nclass A {\n  // see `OrderStore` and OrderStore\n}\n";

    List<Drift> drifts =
        between(
            Map.of("src/OrderStore.java", "class OrderStore {}\n", "src/A.java", java),
            Map.of("src/A.java", java));

    assertThat(drifts)
        .filteredOn(drift -> drift.element().equals("OrderStore"))
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.lines())
                  .containsExactly(new DocLine("src/A.java", 1), new DocLine("src/A.java", 3));
              assertThat(drift.code())
                  .contains(new Place("src/OrderStore.java", 1, Side.MERGE_BASE));
            });
  }

  @Test
  void shouldNotTellOfAWordInACommentWhenOtherCodeStillHasIt() {
    String comment = "# `old_name` is like `retry`, see `--dry-run`\nx = 1\n";
    Map<String, String> before =
        Map.of(
            "src/a.py", "def retry(a):\n  pass\ndef old_name(dry_run):\n  pass\n",
            "src/b.py", "retry(1)\nadd('dry-run')\n",
            "src/c.py", comment);
    Map<String, String> after =
        Map.of(
            "src/a.py", "x = 1\n", "src/b.py", "retry(1)\nadd('dry-run')\n", "src/c.py", comment);

    assertThat(between(before, after)).extracting(Drift::element).containsExactly("old_name");
  }

  @Test
  void shouldKnowWhereItIsWhenALinkedFileHasMoved() {
    String guide = "# Guide\n\nSee [the setup](setup.md#first).\n";

    List<Drift> drifts =
        between(
            Map.of("docs/a.md", guide, "docs/setup.md", "# First\n"),
            Map.of("docs/a.md", guide, "docs/start/setup.md", "# First\n\nMore.\n"));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.link-broken");
              assertThat(drift.element()).isEqualTo("docs/setup.md");
              assertThat(drift.lines()).containsExactly(new DocLine("docs/a.md", 3));
              assertThat(drift.now()).contains("docs/start/setup.md");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"md", "ipynb", "txt"})
  void shouldFindNothingWhenAPageThatIsNamedWithoutItsEndingHasAnother(String ending) {
    String index = "Guide\n=====\n\nSee :doc:`setup`.\n\n.. toctree::\n\n   setup\n";

    assertThat(
            between(
                Map.of("docs/index.rst", index, "docs/setup.rst", "Setup\n=====\n"),
                Map.of("docs/index.rst", index, "docs/setup." + ending, "# Setup\n")))
        .isEmpty();
  }

  @Test
  void shouldTellWhenAPageThatIsNamedWithoutItsEndingIsGone() {
    String index = "Guide\n=====\n\n.. toctree::\n\n   setup\n";

    List<Drift> drifts =
        between(
            Map.of("docs/index.rst", index, "docs/setup.rst", "Setup\n=====\n"),
            Map.of("docs/index.rst", index, "docs/other.md", "# Other\n"));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.link-broken");
              assertThat(drift.element()).isEqualTo("docs/setup.rst");
              assertThat(drift.lines()).containsExactly(new DocLine("docs/index.rst", 6));
            });
  }

  @Test
  void shouldKnowWhereItIsWhenANamedFileIsCalledOtherwise() {
    String guide = "Edit `src/settings.py` first.\n";

    List<Drift> drifts =
        between(
            Map.of("docs/a.md", guide, "src/settings.py", "x = 1\n"),
            Map.of("docs/a.md", guide, "src/options.py", "x = 1\n"));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.file-gone");
              assertThat(drift.element()).isEqualTo("src/settings.py");
              assertThat(drift.now()).contains("src/options.py");
            });
  }

  @Test
  void shouldFindNothingWhenALinkWasNeverRight() {
    String guide = "See [it](nowhere.md) and `src/nowhere.py`.\n";

    assertThat(
            between(Map.of("docs/a.md", guide, "src/a.py", "x = 1\n"), Map.of("docs/a.md", guide)))
        .isEmpty();
  }

  @Test
  void shouldTellWhenTheHeadingOfAnAnchorIsCalledOtherwise() {
    String guide = "See [here](b.md#first-steps) and [below](#end).\n\n## End\n";

    List<Drift> drifts =
        between(
            Map.of("docs/a.md", guide, "docs/b.md", "# First steps\n"),
            Map.of("docs/a.md", guide, "docs/b.md", "# Getting started\n"));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.rule()).isEqualTo("docs.anchor-broken");
              assertThat(drift.element()).isEqualTo("docs/b.md#first-steps");
              assertThat(drift.lines()).containsExactly(new DocLine("docs/a.md", 1));
            });
  }

  @Test
  void shouldTellTheSameWhenAskedAgain() {
    Map<String, String> before =
        Map.of("src/app.py", CODE + "add('--dry-run', dry_run=1)\n", "docs/a.md", GUIDE);
    Map<String, String> after = Map.of("src/app.py", OTHER, "docs/a.md", GUIDE);

    assertThat(between(before, after)).isEqualTo(between(new HashMap<>(before), after));
  }

  @Test
  void shouldTellOfAWholeRepositoryWhatWasRightOnce() {
    Map<String, String> head = Map.of("src/app.py", OTHER, "docs/a.md", GUIDE);

    List<Drift> drifts =
        DocChecks.since(
            List.of(
                revision(Map.of("src/app.py", OTHER, "docs/a.md", GUIDE)),
                revision(
                    Map.of("src/app.py", CODE, "docs/old.md", "Call `parse_config` first.\n"))),
            revision(head));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.element()).isEqualTo("parse_config");
              assertThat(drift.lines()).containsExactly(new DocLine("docs/a.md", 3));
              assertThat(drift.code()).contains(new Place("src/app.py", 3, Side.MERGE_BASE));
            });
  }

  @Test
  void shouldFindNothingInAWholeRepositoryWhenTheLineIsNewerThanTheName() {
    List<Drift> drifts =
        DocChecks.since(
            List.of(
                revision(Map.of("src/app.py", OTHER, "docs/a.md", GUIDE)),
                revision(Map.of("src/app.py", CODE, "docs/a.md", "# Guide\n"))),
            revision(Map.of("src/app.py", OTHER, "docs/a.md", GUIDE)));

    assertThat(drifts).isEmpty();
  }

  @Test
  void shouldTellOfAWholeRepositoryWhichLinksWereRightOnce() {
    String guide = "See [it](b.md).\n\nAnd [it](b.md) again.\n";

    List<Drift> drifts =
        DocChecks.since(
            List.of(revision(Map.of("docs/a.md", "See [it](b.md).\n", "docs/b.md", "# B\n"))),
            revision(Map.of("docs/a.md", guide)));

    assertThat(drifts)
        .singleElement()
        .satisfies(drift -> assertThat(drift.lines()).containsExactly(new DocLine("docs/a.md", 1)));
  }

  private static List<Drift> changed(String old, String now, String guide) {
    return between(
        Map.of("src/app.py", old, "docs/a.md", guide),
        Map.of("src/app.py", now, "docs/a.md", guide));
  }

  private static List<Drift> between(Map<String, String> before, Map<String, String> after) {
    return DocChecks.between(revision(before), revision(after));
  }

  private static Revision revision(Map<String, String> files) {
    return DocChecks.revision(new MapTree(files));
  }
}
