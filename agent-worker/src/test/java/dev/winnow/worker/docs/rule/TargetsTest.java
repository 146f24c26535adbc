package dev.winnow.worker.docs.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.markup.DocLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static final String README =
      "# Build\nRun `make lint` first.\n```sh\n$ cd repo && make -j4 lint test\nmake lint\n```\n";

  @Test
  void shouldNameAllLinesAndTheNewNameWhenAMakeTargetIsRenamed() {
    List<Drift> drifts =
        between(
            MapRevision.of("Makefile", "test:\n\tgo test\nlint: x\n\tvet\n", "README.md", README),
            MapRevision.of("Makefile", "test:\n\tgo test\ncheck: x\n\tvet\n", "README.md", README));

    assertThat(drifts).hasSize(1);
    Drift drift = drifts.get(0);
    assertThat(drift.rule()).isEqualTo("docs.target-gone");
    assertThat(drift.element()).isEqualTo("make lint");
    assertThat(drift.lines())
        .containsExactly(new DocLine("README.md", 2), new DocLine("README.md", 4));
    assertThat(drift.code()).contains(new Place("Makefile", 3, Side.MERGE_BASE));
    assertThat(drift.now()).contains("check");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          npm run old          | package.json  | {"scripts": {"old": "x"}}        | {"scripts": {"new": "x"}}
          yarn old             | package.json  | {"scripts": {"old": "x"}}        | {"scripts": {"new": "x"}}
          npm test -- --watch  | package.json  | {"scripts": {"test": "x"}}       | {"scripts": {"new": "x"}}
          npm --prefix a run o | a/package.json | {"scripts": {"o": "x"}}         | {"scripts": {"new": "x"}}
          yarn workspace b o   | a/package.json | {"scripts": {"o": "x"}}         | {"scripts": {"new": "x"}}
          composer old         | composer.json | {"scripts": {"old": ["x"]}}      | {"scripts": {"new": ["x"]}}
          just old 1           | justfile      | 'old a="1": dep#  x'             | 'new a="1": dep#  x'
          bundle exec rake a:o | Rakefile      | 'namespace :a do#  task :o do#    x#  end#end' | 'namespace :a do#  task :new do#    x#  end#end'
          tox -e py39,old      | tox.ini       | [testenv:old]#commands = x       | [testenv:new]#commands = x
          ./gradlew :a:old     | a/build.gradle.kts | 'tasks.register<X>("old") {#  x#}' | 'tasks.register<X>("new") {#  x#}'
          cargo run --bin old  | Cargo.toml    | [[bin]]#name = "old"             | [[bin]]#name = "new"
          docker compose up -d o | compose.yaml | 'services:#  o: {image: x}'     | 'services:#  new: {image: x}'
          task old             | Taskfile.yml  | 'tasks:#  old: x'                | 'tasks:#  new: x'
          make -C a old        | a/Makefile    | 'old: x#'                        | 'new: x#'
          """)
  void shouldFindTheTargetWhenItIsGone(String command, String file, String before, String head) {
    String readme = "`" + command + "`";

    List<Drift> drifts =
        between(
            MapRevision.of(file, before.replace('#', '\n'), "README.md", readme),
            MapRevision.of(file, head.replace('#', '\n'), "README.md", readme));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.lines()).containsExactly(new DocLine("README.md", 1));
              assertThat(drift.now().orElse("new")).contains("new");
            });
  }

  @Test
  void shouldFindTheProgramWhenItsFileIsGone() {
    String readme = "`cargo run --example old`";

    List<Drift> drifts =
        between(
            MapRevision.of("c/examples/old.rs", "fn main() {}", "README.md", readme),
            MapRevision.of("c/examples/new.rs", "fn main() {}", "README.md", readme));

    assertThat(drifts).singleElement().extracting(Drift::message).asString().contains("is gone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The target `make lint` was removed.",
        "Make `make <lint>`",
        "`cmake lint`",
        "```python\nmake lint\n```",
        "```sh\n$ echo\nmake lint\n```",
        "```sh\n# make lint\n```"
      })
  void shouldFindNothingWhenTheDocumentDoesNotRunIt(String readme) {
    assertThat(
            between(
                MapRevision.of("Makefile", "lint: x\n", "README.md", readme),
                MapRevision.of("Makefile", "check: x\n", "README.md", readme)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"include other.mk\n", "lin%: x\n", "$(ALL): x\n", "lint check: x\n", "lint::\n"})
  void shouldFindNothingWhenItMayBeDefinedInAnotherWay(String makefile) {
    assertThat(
            between(
                MapRevision.of("Makefile", "lint: x\n", "README.md", README),
                MapRevision.of("Makefile", makefile, "README.md", README)))
        .isEmpty();
  }

  @Test
  void shouldFindNothingWhenItMovedToAnotherFile() {
    assertThat(
            between(
                MapRevision.of("Makefile", "lint: x\n", "README.md", README),
                MapRevision.of("Makefile", "", "a/Makefile", "lint: x\n", "README.md", README)))
        .isEmpty();
  }

  @Test
  void shouldAskTheNearestFileWhenSeveralDefineIt() {
    String readme = "```\ncd web\nnpm run lint\n```\n`npm run lint`";
    String web = "{\"scripts\": {\"lint\": \"y\"}}";

    List<Drift> drifts =
        between(
            MapRevision.of("package.json", web, "web/package.json", web, "docs/dev.md", readme),
            MapRevision.of(
                "package.json",
                "{\"scripts\": {}}",
                "web/package.json",
                web,
                "docs/dev.md",
                readme));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> assertThat(drift.lines()).containsExactly(new DocLine("docs/dev.md", 5)));
  }

  @Test
  void shouldFindNothingWhenPackageJsonCannotBeRead() {
    assertThat(
            between(
                MapRevision.of(
                    "package.json", "{\"scripts\": {\"a\": \"x\"}}", "a.md", "`npm run a`"),
                MapRevision.of("package.json", "{", "a.md", "`npm run a`")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "(", " ", "'", "{", "\t", ":", "=", "%", "\\", "task ", "[", "include "})
  void shouldBeFastWhenFilesAreHostile(String piece) {
    String much = piece.repeat(200_000 / piece.length());
    String[] names = {
      "Makefile",
      "package.json",
      "justfile",
      "Rakefile",
      "tox.ini",
      "build.gradle",
      "Cargo.toml",
      "compose.yml",
      "Taskfile.yml",
      "composer.json"
    };
    String[] before = new String[names.length * 2 + 2];
    for (int i = 0; i < names.length; i++) {
      before[2 * i] = names[i];
      before[2 * i + 1] = much;
    }
    before[before.length - 2] = "README.md";
    before[before.length - 1] = "```\nmake " + much + "\n```\n`npm run " + much + "`";
    String[] head = before.clone();
    for (int i = 0; i < names.length; i++) {
      head[2 * i + 1] = "";
    }

    assertTimeout(
        Duration.ofSeconds(5), () -> between(MapRevision.of(before), MapRevision.of(head)));
  }

  private static List<Drift> between(MapRevision before, MapRevision head) {
    return new Targets().between(before, head);
  }
}
