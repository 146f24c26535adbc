package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricSummary;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EmpiricalBernsteinTest {
  private static final MetricRange UNIT = new MetricRange(0.0, 1.0);
  private static final double ALPHA = 0.1;

  @Test
  void shouldHoldAtEveryCountAtOnceWhenSamplesAreRareSuccesses() {
    assertThat(failures(random -> random.nextDouble() < 0.05 ? 1 : 0, 0.05))
        .isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void shouldHoldAtEveryCountAtOnceWhenSamplesAreSkewed() {
    assertThat(failures(random -> Math.pow(random.nextDouble(), 4), 0.2))
        .isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void shouldBeNarrowerThanWithoutVarianceWhenSamplesVaryLittle() {
    Random random = new Random(3);
    MetricSummary summary = null;
    for (int count = 0; count < 2_000; count++) {
      summary = Measurements.add(summary, 0.75 + 0.01 * random.nextDouble());
    }

    // Hoeffding's inequality, which is for one count alone and yet wider.
    double hoeffding = Math.sqrt(Math.log(2 / ALPHA) / 2 / 2_000);
    assertThat(EmpiricalBernstein.interval(summary, UNIT, ALPHA).radius())
        .isLessThan(hoeffding / 2);
  }

  @Property
  void shouldContainTheMeanAndStayInTheRangeWhenAnySamplesCome(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -3, max = 8) Double> values) {
    MetricRange range = new MetricRange(-3.0, 8.0);
    MetricSummary summary = null;
    for (double value : values) {
      summary = Measurements.add(summary, value);
    }
    Interval interval = EmpiricalBernstein.interval(summary, range, ALPHA);
    MetricSummary older = MetricSummary.newBuilder(summary).setSurprise(-1.0).build();
    Interval bound = EmpiricalBernstein.interval(older, range, ALPHA);

    assertThat(interval.contains(summary.getMean())).isTrue();
    assertThat(interval.low()).isBetween(-3.0, 8.0);
    assertThat(interval.high()).isBetween(-3.0, 8.0);
    assertThat(bound.low()).as("without the sum").isLessThanOrEqualTo(interval.low() + 1e-12);
    assertThat(bound.high()).as("without the sum").isGreaterThanOrEqualTo(interval.high() - 1e-12);
  }

  private static double failures(ToDoubleFunction<Random> draw, double mean) {
    Random random = new Random(11);
    int runs = 400;
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      MetricSummary summary = null;
      boolean hasFailed = false;
      for (int count = 1; count <= 400; count++) {
        summary = Measurements.add(summary, draw.applyAsDouble(random));
        hasFailed |= !EmpiricalBernstein.interval(summary, UNIT, ALPHA).contains(mean);
      }
      wrong += hasFailed ? 1 : 0;
    }
    return (double) wrong / runs;
  }
}
