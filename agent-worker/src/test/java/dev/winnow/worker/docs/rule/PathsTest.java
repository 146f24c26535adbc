package dev.winnow.worker.docs.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathsTest {
  private final Paths paths =
      new Paths(
          new TreeSet<>(
              List.of(
                  "README.md",
                  "docs/guide/setup.md",
                  "docs/guide/README.md",
                  "docs/index.md",
                  "docs/api.rst",
                  "docs/api/client.ipynb",
                  "docs/notes.txt",
                  "src/app/main.py",
                  "src/app/util.py",
                  "lib/util.py")));

  @ParameterizedTest
  @CsvSource({
    "docs/index.md, guide/setup.md, docs/guide/setup.md",
    "docs/index.md, ./guide/setup.md, docs/guide/setup.md",
    "docs/guide/setup.md, ../../src/app/main.py, src/app/main.py",
    "docs/index.md, guide/setup, docs/guide/setup.md",
    "docs/index.md, guide/setup.html, docs/guide/setup.md",
    "docs/index.md, guide/, docs/guide",
    "docs/index.md, guide, docs/guide",
    "docs/index.md, api, docs/api.rst",
    "docs/index.md, api/, docs/api",
    "docs/index.md, api/client, docs/api/client.ipynb",
    "docs/api/client.ipynb, /notes, docs/notes.txt",
    "docs/index.md, /guide/setup.md, docs/guide/setup.md",
    "docs/index.md, /src/app/main.py, src/app/main.py"
  })
  void shouldFindWhatALinkLeadsTo(String document, String target, String path) {
    assertThat(paths.linked(document, target)).contains(path);
  }

  @ParameterizedTest
  @CsvSource({
    "docs/index.md, setup.md",
    "docs/index.md, ../../../etc/passwd",
    "docs/index.md, ../src/app/other.py",
    "README.md, /",
    "README.md, ."
  })
  void shouldFindNothingWhenALinkLeadsNowhere(String document, String target) {
    assertThat(paths.linked(document, target)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "docs/index.md, src/app/main.py, src/app/main.py",
    "docs/index.md, guide/setup.md, docs/guide/setup.md",
    "docs/index.md, app/main.py, src/app/main.py",
    "docs/index.md, main.py, src/app/main.py",
    "docs/index.md, src/app/, src/app",
    "docs/index.md, app/util.py, src/app/util.py"
  })
  void shouldFindWhatIsNamed(String document, String name, String path) {
    assertThat(paths.named(document, name)).contains(path);
  }

  @ParameterizedTest
  @CsvSource({
    "docs/index.md, util.py",
    "docs/index.md, /main.py",
    "docs/index.md, ain.py",
    "docs/index.md, ..",
    "docs/index.md, other/main.py"
  })
  void shouldFindNothingWhenANameIsNoFilesOrThatOfMany(String document, String name) {
    assertThat(paths.named(document, name)).isEmpty();
  }

  @Test
  void shouldHaveAllFiles() {
    assertThat(paths.all()).hasSize(10);
  }
}
