package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.worker.BaseCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerProbeTest {

  @Test
  void shouldWarnWhenTwoSamplesOfAnExactMetricDiffer() {
    List<Problem> warnings =
        WorkerProbe.inexact(
            List.of(objective("ns", false), objective("hits", true)), List.of(rung(0.5, 0.5, 0.6)));

    assertThat(warnings)
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.field()).isEqualTo("objectives[1].exact");
              assertThat(warning.message())
                  .isEqualTo("is true, and the untouched base gave hits of 0.5 and 0.6");
              assertThat(warning.mend()).startsWith("take it out");
            });
  }

  @Test
  void shouldSayNothingWhenExactMetricsAgreeAndOthersDoNot() {
    assertThat(WorkerProbe.inexact(List.of(objective("hits", true)), List.of(rung(0.5, 0.5))))
        .isEmpty();
    assertThat(WorkerProbe.inexact(List.of(objective("hits", false)), List.of(rung(0.5, 0.6))))
        .isEmpty();
  }

  private static Objective objective(String metric, boolean exact) {
    return Objective.newBuilder()
        .setMetric(metric)
        .setDirection(Direction.MAXIMIZE)
        .setExact(exact)
        .build();
  }

  private static BaseCheck.RungCheck rung(Double... hits) {
    List<Sample> samples =
        Arrays.stream(hits).map(value -> new Sample(Map.of("hits", value), 1L)).toList();
    return new BaseCheck.RungCheck("measure", Outcome.SUCCEEDED, "", samples);
  }
}
