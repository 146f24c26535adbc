package dev.winnow.benchmarks.contests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakMainTest {
  @Test
  void shouldHoldOnlyWhatRunsAndIsKeptWhenTasksFinish() {
    List<SoakSample> samples = new ArrayList<>();
    SoakRun run = new SoakRun(3, Duration.ofSeconds(2));

    run.play(600, 200, samples::add);

    SoakSample last = samples.get(2);
    assertThat(last.results()).isEqualTo(600);
    assertThat(last.heapBytes()).isPositive();
    assertThat(last.diskBytes()).isPositive();
    assertThat(run.submitted()).isGreaterThan(20);
    assertThat(last.tasks()).as("twelve run").isBetween(12, 19);
    assertThat(run.deadLetters()).isZero();
  }

  @Test
  void shouldEndWithOneWhenTheHeapIsAboveTheLimit() {
    StringWriter out = new StringWriter();

    int exit =
        SoakMain.command()
            .setOut(new PrintWriter(out))
            .execute("--results", "40", "--keep", "1", "--heap", "1");

    assertThat(exit).as(out.toString()).isEqualTo(1);
    assertThat(out.toString()).contains("the heap IS NOT within 1 MiB");
  }
}
