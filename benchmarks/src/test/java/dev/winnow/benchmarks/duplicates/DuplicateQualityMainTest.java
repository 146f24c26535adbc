package dev.winnow.benchmarks.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DuplicateQualityMainTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "cache-contest");
  private static final Path SOURCES = Path.of("..", "agent-worker", "src", "main", "java");

  @Test
  void shouldCatchTheDemosSixDuplicatesAndMergeNothingElse() throws Exception {
    List<Subject> patches = DemoPatches.of(EXAMPLE);

    for (Subject one : patches) {
      for (Subject other : patches) {
        boolean isMerged =
            Prints.of(one, one.text()).cluster().equals(Prints.of(other, other.text()).cluster());
        boolean isSame = twin(one.name()).equals(twin(other.name()));
        assertThat(isMerged).as(one.name() + " and " + other.name()).isEqualTo(isSame);
      }
    }
  }

  @Test
  void shouldMergeNoChangedCloneOfRealCode() throws Exception {
    CloneScore score = CloneScore.of(JavaMethods.draw(List.of(SOURCES), 12, 3), 0.7, 3);

    assertThat(score.subjects()).isEqualTo(12);
    assertThat(score.wrong()).isEmpty();
    assertThat(score.rows().get(CloneKind.CONSTANT_CHANGED).clones()).isPositive();
    assertThat(score.rows().get(CloneKind.REFORMATTED).merged()).isEqualTo(12);
  }

  @Test
  void shouldPrintATableWhenItIsRun() {
    StringWriter out = new StringWriter();
    CommandLine command = DuplicateQualityMain.command().setOut(new PrintWriter(out));

    int status =
        command.execute(
            "--example", EXAMPLE.toString(), "--sources", SOURCES.toString(), "--methods", "3");

    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("The demo: 49 patches, 43 clusters")
        .contains("  the same: clock, dup-clock-renamed")
        .contains("= all renamed")
        .contains("# constant changed");
  }

  private static String twin(String name) {
    return name.replaceAll("^dup-|-(tabs|comments|spread|braces|renamed)$", "");
  }
}
