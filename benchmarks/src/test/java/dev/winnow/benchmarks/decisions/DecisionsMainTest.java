package dev.winnow.benchmarks.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class DecisionsMainTest {
  @Test
  void shouldPrintAllFiguresWhenContestsAreFew() {
    StringWriter out = new StringWriter();
    CommandLine command = DecisionsMain.command().setOut(new PrintWriter(out));

    int exit = command.execute("--contests", "3", "--candidates", "4", "--max-samples", "20");

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("3 contests a line of 4 candidates", "All equal", "after a cheap rung")
        .containsPattern("one gap apart, gaussian 2\\.0 +[0-3] = ");
  }

  @Test
  void shouldPrintTheSameWhenTheSeedIsTheSame() {
    StringWriter first = new StringWriter();
    StringWriter second = new StringWriter();
    String[] arguments = {"--contests", "3", "--candidates", "3", "--max-samples", "10"};

    DecisionsMain.command().setOut(new PrintWriter(first)).execute(arguments);
    DecisionsMain.command().setOut(new PrintWriter(second)).execute(arguments);

    assertThat(first.toString()).isEqualTo(second.toString());
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveMeanNoughtAndVarianceOneWhenNoiseIsDrawn(Noise noise) {
    SplittableRandom random = new SplittableRandom(1);
    int draws = 400_000;
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      double value = noise.draw(random);
      sum += value;
      squares += value * value;
    }

    assertThat(sum / draws).isBetween(-0.01, 0.01);
    // The heavy tails have no fourth moment, so their variance is seen only roughly.
    assertThat(squares / draws).isBetween(0.9, 1.1);
  }
}
