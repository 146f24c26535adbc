package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build finds tests by the names of their classes: one of another name would never run. */
class TestNamesTest {
  private static final Pattern TEST =
      Pattern.compile(
          "^ +@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b",
          Pattern.MULTILINE);

  private static final Pattern NAME = Pattern.compile(".*(?:Test|IT|Properties)\\.java");
  private static final Pattern ABSTRACT =
      Pattern.compile("^(?:public )?(?:abstract class|interface) ", Pattern.MULTILINE);

  @Test
  void shouldBeFoundByTheBuildWhenAClassHasTests() throws IOException {
    List<Path> tests = new ArrayList<>();
    for (Path sources : testSources()) {
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(TestNamesTest::hasTests)
            .forEach(tests::add);
      }
    }

    assertThat(tests).as("classes with tests").hasSizeGreaterThan(100);
    assertThat(tests).allMatch(file -> NAME.matcher(file.getFileName().toString()).matches());
  }

  /** Of all modules; nothing else is looked at, for other modules are built meanwhile. */
  private static List<Path> testSources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  /** Abstract ones are run by those that extend them. */
  private static boolean hasTests(Path file) {
    try {
      String source = Files.readString(file);
      return TEST.matcher(source).find() && !ABSTRACT.matcher(source).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
