package dev.winnow.benchmarks.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ContestSimulationMainTest {
  @Test
  void shouldPrintTheSameWhenTheLanesDifferAndTheSeedDoesNot() {
    String one = run("--lanes", "1");
    String two = run("--lanes", "2");

    assertThat(two).isEqualTo(one);
    assertThat(one)
        .contains("2 contests a line of 3 candidates", "All equal", "A true best")
        .containsPattern("1\\.0 +2 \\[")
        .containsPattern("4\\.0 +[0-2] \\[");
  }

  private static String run(String... lanes) {
    StringWriter out = new StringWriter();
    int exit =
        ContestSimulationMain.command()
            .setOut(new PrintWriter(out))
            .execute("--contests=2", "--candidates=3", "--max-samples=20", lanes[0], lanes[1]);
    assertThat(exit).isZero();
    return out.toString();
  }
}
