package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {
  private static final Objective PLAIN = objective().build();
  private static final Objective EXACT = objective().setExact(true).build();
  private static final Objective RATE = objective().setRange(new MetricRange(0.0, 1.0)).build();

  @Test
  void shouldKnowNothingWhenThereAreNoOrTooFewSamples() {
    assertThat(ConfidenceSequence.interval(null, PLAIN, 0.05)).isEqualTo(Interval.ALL);
    assertThat(ConfidenceSequence.interval(summary(1, 2), PLAIN, 0.05)).isEqualTo(Interval.ALL);
  }

  @Test
  void shouldTakeOneSampleForTheTruthWhenMetricIsExact() {
    assertThat(ConfidenceSequence.interval(summary(0.75), EXACT, 0.05))
        .isEqualTo(Interval.point(0.75));
  }

  @Test
  void shouldTreatAMetricAsNoisyWhenItWasCalledExactAndIsNot() {
    MetricSummary summary = summary(0.75, 0.75, 0.76, 0.75);

    assertThat(ConfidenceSequence.interval(summary, EXACT, 0.05))
        .isEqualTo(ConfidenceSequence.interval(summary, PLAIN, 0.05));
  }

  @Test
  void shouldKnowNothingWhenASampleIsOutsideThePromisedRange() {
    assertThat(ConfidenceSequence.interval(summary(0.1, 1.1), RATE, 0.05)).isEqualTo(Interval.ALL);
  }

  @Test
  void shouldKnowNothingWhenNumbersOverflow() {
    assertThat(ConfidenceSequence.interval(summary(1e308, -1e308, 1e308, 3), PLAIN, 0.05))
        .isEqualTo(Interval.ALL);
  }

  @Property
  void shouldContainTheMeanWhenAnySamplesCome(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -1e9, max = 1e9) Double> values) {
    MetricSummary summary = summary(values.stream().mapToDouble(value -> value).toArray());

    assertThat(ConfidenceSequence.interval(summary, PLAIN, 0.01).contains(summary.getMean()))
        .isTrue();
  }

  private static Objective.Builder objective() {
    return Objective.newBuilder().setMetric("m").setDirection(Direction.MAXIMIZE);
  }

  private static MetricSummary summary(double... values) {
    MetricSummary summary = null;
    for (double value : values) {
      summary = Measurements.add(summary, value);
    }
    return summary;
  }
}
