package dev.winnow.worker.docs.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "README",
        "README.md",
        "readme.txt",
        "docs/guide.adoc",
        "docs/a.RST",
        "CONTRIBUTING.md",
        "docs/change-a-setting.md",
        "docs/newsletter.md"
      })
  void shouldBeADocumentWhenItIsAboutTheCodeAsItIs(String path) {
    assertThat(CodeFiles.isDocument(path)).isTrue();
    assertThat(CodeFiles.isCode(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHANGELOG.md",
        "CHANGES",
        "HISTORY.rst",
        "NEWS.txt",
        "docs/release-notes/1.0.md",
        "docs/upgrading.md",
        "docs/upgrade-to-2.md",
        "docs/migrations/from-1.md",
        "docs/adr/0001-a.md",
        "docs/decisions/0001-a.md",
        "website/blog/2020-a.md",
        "node_modules/a/README.md",
        "vendor/a/README.md",
        "website/versioned_docs/a.md"
      })
  void shouldBeNeitherWhenItIsAboutWhatWasOrSomebodyElses(String path) {
    assertThat(CodeFiles.isDocument(path)).isFalse();
    assertThat(CodeFiles.isCode(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/a.py",
        "Makefile",
        "src/History.java",
        "db/migrations/0001.py",
        "changes.py",
        "config.yaml",
        "src/releases.ts",
        "package.json"
      })
  void shouldBeCodeWhenItIsNoDocument(String path) {
    assertThat(CodeFiles.isCode(path)).isTrue();
    assertThat(CodeFiles.isDocument(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yarn.lock",
        "package-lock.json",
        "a.min.js",
        "a.png",
        "LICENSE",
        "dist/a.js",
        "go.sum",
        "build/gen.py",
        "a/page.html"
      })
  void shouldBeNeitherWhenAToolMadeIt(String path) {
    assertThat(CodeFiles.isDocument(path)).isFalse();
    assertThat(CodeFiles.isCode(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tests/a.py",
        "src/test/java/A.java",
        "a/test_a.py",
        "a_test.go",
        "a.spec.ts",
        "src/OrderTest.java",
        "src/OrderTests.cs",
        "examples/a.py",
        "docs/conf.py"
      })
  void shouldBeAsideWhenItIsATestOrAnExample(String path) {
    assertThat(CodeFiles.isAside(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/a.py", "src/Latest.java", "src/Contest.kt", "src/testing.go"})
  void shouldNotBeAsideWhenItIsTheCodeItself(String path) {
    assertThat(CodeFiles.isAside(path)).isFalse();
  }
}
