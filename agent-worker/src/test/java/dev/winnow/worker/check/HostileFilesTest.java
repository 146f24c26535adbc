package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.schemas.CheckNote;
import dev.winnow.worker.tree.MapTree;
import dev.winnow.worker.tree.Tree;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to take long, or to take much memory. */
class HostileFilesTest {
  private static final int LARGE = 200_000;
  private static final String API =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n"
          + "      responses: {'200': {description: ok}}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        " ",
        " \n",
        "\t\r\n",
        "_",
        "/",
        "?",
        "{",
        "[",
        "openapi",
        "openapi\n",
        "openapi : ",
        "asyncapi\n",
        "$schema : ",
        "\"$schema\":\n",
        "extend\n",
        "extend ",
        "package\n",
        "package a ",
        "edition = ",
        "export message",
        "reserved a, ",
        "reserved, ",
        "//",
        "'"
      })
  void shouldReadFilesInLinearTimeWhateverIsInThem(String piece) {
    String text = piece.repeat(LARGE / piece.length());
    Map<String, String> files = new HashMap<>();
    for (String extension :
        List.of("yaml", "json", "graphql", "avsc", "java", "ts", "go", "py", "sh", "gradle")) {
      files.put("src/a." + extension, text);
    }
    files.put("a.proto", text);
    files.put("b.proto", "edition = \"2023\";\npackage p;\n" + text);
    files.put("c.yaml", "openapi: 3.0.3\n" + text);
    files.put("d.graphqls", "type T { a: Int }\n" + text);
    files.put("orval.config.ts", text);
    files.put("winnow.yaml", text);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> new Checker().index(commit(new MapTree(files))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"_", "/", "?", "a/", "[1", "{", "$"})
  void shouldReadNamesInLinearTimeWhateverIsInThem(String piece) {
    String name = piece.repeat(LARGE / piece.length()) + "x";
    String manifest =
        "services: {a: {folder: '" + name + "', contracts: [{file: '" + name + "'}]}}";
    String api =
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: '"
            + name
            + "\\\\n'}]\npaths:\n  '/a':\n    get:\n      parameters:\n        - {name: '"
            + name
            + "', in: query, schema: {type: object, properties: {'"
            + name
            + "': {}}}}\n      responses: {'200': {description: ok}}\n";
    Checker.Commit before = commit(new MapTree(Map.of("api.yaml", api)));
    Checker.Commit after =
        commit(new MapTree(Map.of("api.yaml", api + "# more\n", "winnow.yaml", manifest)));

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> new Checker().check(before, after, List.of(), 1));
  }

  @Test
  void shouldReadNoMoreThanFitsWhenOneFileHasManyNames() {
    Tree tree = new Repeated("#".repeat(1 << 20) + "\n" + API, 100);

    Inventory inventory = Inventory.of("acme/shop", tree);

    assertThat(inventory.contracts()).hasSize(15);
    assertThat(inventory.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("api1015.yaml");
              assertThat(problem.message()).startsWith("From this file on, 85 files were not");
            });
  }

  @Test
  void shouldNoteAndNotMissAContractThatHasGrownTooLarge() {
    Tree small = new MapTree(Map.of("api.yaml", API));
    Tree large = new MapTree(Map.of("api.yaml", API + "#".repeat(Tree.LARGEST_BYTES)));

    Checker.Report report = new Checker().check(commit(small), commit(large), List.of(), 1);

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes())
        .extracting(CheckNote::getFile, CheckNote::getMessage)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "api.yaml", "This contract is not compared: it is larger than 5 MiB"));
  }

  @Test
  void shouldNotCompareWithWhatIsLeftWhenAFileOfAContractWasTooLarge() {
    String a = "syntax = \"proto3\";\npackage p;\nmessage A {}\n";
    String b = "syntax = \"proto3\";\npackage p;\nmessage B {}\n";
    Tree small = new MapTree(Map.of("a.proto", a, "b.proto", b));
    Tree large = new MapTree(Map.of("a.proto", a, "b.proto", b + "/".repeat(Tree.LARGEST_BYTES)));

    Checker.Report report = new Checker().check(commit(small), commit(large), List.of(), 1);

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes()).extracting(CheckNote::getFile).containsExactly("b.proto");
  }

  private static Checker.Commit commit(Tree tree) {
    return new Checker.Commit("acme/shop", tree);
  }

  /** One content under many names. */
  private record Repeated(String content, int times) implements Tree {
    @Override
    public SortedSet<String> paths() {
      SortedSet<String> paths = new java.util.TreeSet<>();
      for (int i = 0; i < times; i++) {
        paths.add("api" + (1000 + i) + ".yaml");
      }
      return paths;
    }

    @Override
    public Optional<String> blob(String path) {
      return Optional.of("blob");
    }

    @Override
    public long bytes(String path) {
      return content.length();
    }

    @Override
    public Optional<String> text(String path) {
      return Optional.of(content).filter(text -> path.startsWith("api"));
    }
  }
}
