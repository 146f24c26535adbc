package dev.winnow.worker.docs.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.markup.DocLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
  private static final String POM =
      "<project><parent><artifactId>up</artifactId><version>9</version></parent>"
          + "<artifactId>lib</artifactId><version>%s</version></project>";

  @Test
  void shouldNameAllLinesWhenAPomHasANewVersion() {
    String readme =
        "<dependency>\n<artifactId>lib</artifactId>\n<version>1.2.0</version>\n</dependency>\n"
            + "<artifactId>other</artifactId>\n<version>1.2.0</version>\n"
            + "implementation 'g:lib:1.2.0'\nlib 1.2.0.1\n";

    List<Drift> drifts = between("pom.xml", POM.formatted("1.2.0"), POM.formatted("1.3.0"), readme);

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.lines())
                  .containsExactly(new DocLine("README.md", 3), new DocLine("README.md", 7));
              assertThat(drift.now()).contains("1.3.0");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          package.json   | {"name": "lib", "version": "1.0.0"}    | {"name": "lib", "version": "2.0.0"}    | npm i lib@1.0.0
          Cargo.toml     | [package];name = "lib";version = "1.0.0" | [package];name = "lib";version = "2.0.0" | lib = "1.0.0"
          Cargo.toml     | [package];name = "lib";version = "1.0.0" | [package];name = "lib";version = "2.0.0" | lib = { version = "1.0.0" }
          pyproject.toml | [project];name = "lib";version = "1.0.0" | [project];name = "lib";version = "2.0.0" | pip install lib==1.0.0
          mix.exs        | 'app: :lib, version: "1.0.0"'          | 'app: :lib, version: "2.0.0"'          | {:lib, "~> 1.0.0"}
          lib.gemspec    | 's.name = "lib";s.version = "1.0.0"'   | 's.name = "lib";s.version = "2.0.0"'   | gem 'lib', '~> 1.0.0'
          package.json   | {"engines": {"node": ">=16"}}          | {"engines": {"node": ">=18"}}          | Requires Node.js 16 or newer
          pyproject.toml | [project];requires-python = ">=3.8"    | [project];requires-python = ">=3.10"   | Python >= 3.8
          go.mod         | go 1.20;;require x                     | go 1.22;;require x                     | You need Go 1.20+
          go.mod         | go 1.20                                | go 1.22                                | - Go 1.20+ and make
          Cargo.toml     | [package];rust-version = "1.60"        | [package];rust-version = "1.70.0"      | minimum Rust 1.60.0
          pom.xml        | <maven.compiler.release>11</maven.compiler.release> | <maven.compiler.release>17</maven.compiler.release> | Requires Java 11
          """)
  void shouldFindTheLineWhenItSaysTheOldVersion(
      String file, String before, String head, String readme) {
    assertThat(between(file, before.replace(';', '\n'), head.replace(';', '\n'), readme))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Since 1.2.0",
        "Since lib:1.2.0",
        "lib 1.2.0 is fast",
        "other:1.2.0",
        "mylib:1.2.0",
        "lib:1.2.0-rc1",
        "lib:1.2.01",
        "lib 1.2.0 was renamed",
        "lib:1.3.0"
      })
  void shouldFindNothingWhenTheLineIsAboutSomethingElse(String readme) {
    assertThat(between("pom.xml", POM.formatted("1.2.0"), POM.formatted("1.3.0"), readme))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "For Node 4+ and Babel 6.0 you can set it up like this:",
        "With Node 4 it is slow",
        "Requires Node 7.6 or newer.;Where there is only Node 4, you need Babel."
      })
  void shouldFindNothingWhenTheLineIsNoRequirementOrTheDocumentHasTheNewOne(String readme) {
    assertThat(
            between(
                "package.json",
                "{\"engines\": {\"node\": \">=4\"}}",
                "{\"engines\": {\"node\": \">=7.6\"}}",
                readme.replace(';', '\n')))
        .isEmpty();
  }

  @Test
  void shouldFindNothingWhenTheNewVersionIsNoRelease() {
    assertThat(
            between(
                "pom.xml", POM.formatted("1.2.0"), POM.formatted("1.3.0-SNAPSHOT"), "lib:1.2.0"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<parent>", "<", " ", "lib:", "1.2.0", "\"", "=", "[", "1.", "version "})
  void shouldBeFastWhenFilesAreHostile(String piece) {
    String much = piece.repeat(200_000 / piece.length());

    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (String file :
              List.of(
                  "pom.xml", "package.json", "Cargo.toml", "build.gradle", "mix.exs", "go.mod")) {
            between(file, much, POM.formatted("1"), much);
          }
          between("pom.xml", POM.formatted("1.2.0"), POM.formatted("1.3.0"), much);
        });
  }

  private static List<Drift> between(String file, String before, String head, String readme) {
    return new Versions()
        .between(
            MapRevision.of(file, before, "README.md", readme),
            MapRevision.of(file, head, "README.md", readme));
  }
}
