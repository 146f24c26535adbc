package dev.winnow.benchmarks.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.benchmarks.compare.Measured;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimedRunsTest {
  @Test
  void shouldMeasureBetweenWarmUpAndRestAndCountWhatComesAgain() throws Exception {
    TimedRuns runs = new TimedRuns(2, 3, 1, Duration.ofMillis(1), () -> 0);
    assertThat(runs.total()).isEqualTo(6);

    for (int number : new int[] {0, 1, 2, 2, 3, 4}) {
      runs.begin(TimedRuns.PREFIX + number);
    }
    Measured measured = runs.await();

    assertThat(measured.work()).isEqualTo(3);
    assertThat(measured.figures().get("redelivered")).isEqualTo(1);
    assertThat(measured.figures().get("most in flight")).isBetween(1.0, 6.0);
  }
}
