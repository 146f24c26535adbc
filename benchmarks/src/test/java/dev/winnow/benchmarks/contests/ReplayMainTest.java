package dev.winnow.benchmarks.contests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReplayMainTest {
  @Test
  void shouldEndTheSameWhenResultsAreRepeatedAndShuffled() {
    StringWriter out = new StringWriter();

    int exit =
        ReplayMain.command()
            .setOut(new PrintWriter(out))
            .execute("--results", "600", "--shuffles", "1");

    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("repeated +600 +1 halved +1 +1 +1 +1 +1")
        .containsPattern("shuffled +600 +1 raced +1 +1 +1 +1 +1")
        .contains("What should be the same is.");
  }
}
