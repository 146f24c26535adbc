package dev.winnow.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Target TARGET =
      Target.ratioAtLeast(Measured.PER_CPU_SECOND, "ours", "theirs", 3);

  @Test
  void shouldTakeTheMedianOfTheRatiosOfEachRoundWhenTheMachineWasSlowForAWhile() {
    Results results =
        new Results(
            row(TARGET),
            List.of(round(100, 25), round(10, 2.5), round(90, 30), round(100, 20), round(80, 40)));

    assertThat(results.reached(TARGET)).isEqualTo(new Sample(4, 2, 5));
    assertThat(results.missed()).isEmpty();
  }

  @Test
  void shouldSayWhatIsMissedWhenTheMedianIsNotEnough() {
    Results results = new Results(row(TARGET), List.of(round(20, 10)));

    assertThat(results.missed()).containsExactly(TARGET);
    assertThat(Tables.of(results)).contains("| ≥ 3 × | 2.00 (2.00 to 2.00) | missed |");
  }

  @Test
  void shouldRefuseARowWhenATargetNamesASideThatIsNotThere() {
    assertThatThrownBy(() -> row(Target.atMost("p99 ms", "nobody", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }

  private static Row row(Target target) {
    return new Row(
        "row",
        "What is done.",
        Options.none(),
        List.of(Side.peer("ours", "", "A"), Side.peer("theirs", "b", "B")),
        List.of(target),
        Duration.ofSeconds(9));
  }

  private static Map<String, Measured> round(double ours, double theirs) {
    return Map.of(
        "ours", new Measured(ours, 1, 1, Map.of()), "theirs", new Measured(theirs, 1, 1, Map.of()));
  }
}
