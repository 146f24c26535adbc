package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.MetricSummary;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class StudentMixtureTest {
  private static final double[] VALUES = {0.3, -0.4, 1.1, 0.7, 0.2, 0.9, -0.1, 0.5};

  @Test
  void shouldReachOneByAlphaOfTheMixtureWhenItsIntegralsAreTakenByBruteForce() {
    double alpha = 0.05;
    MetricSummary summary = summary(VALUES);
    double edge =
        summary.getMean() - StudentMixture.radius(summary.getCount(), summary.getM2(), alpha);

    assertThat(mixture(edge)).isCloseTo(1 / alpha, within(0.01));
  }

  @Test
  void shouldSayNothingOfTheFirstSamplesWhenAlphaIsSmall() {
    assertThat(StudentMixture.fewest(0.05)).isEqualTo(3);
    assertThat(StudentMixture.fewest(0.0025)).isEqualTo(5);
    assertThat(StudentMixture.radius(1, 0, 0.05)).isInfinite();
    assertThat(StudentMixture.radius(2, 0, 0.05)).isInfinite();
    assertThat(StudentMixture.radius(3, 0, 0.05)).isZero();
  }

  @Test
  void shouldHoldAtEveryCountAtOnceWhenOneLooksAllTheTime() {
    Random random = new Random(7);
    double alpha = 0.1;
    int runs = 2_000;
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      MetricSummary summary = null;
      boolean hasFailed = false;
      for (int count = 1; count <= 400; count++) {
        summary = Measurements.add(summary, 5 + 3 * random.nextGaussian());
        double radius = StudentMixture.radius(count, summary.getM2(), alpha);
        hasFailed |= Math.abs(summary.getMean() - 5) > radius;
      }
      wrong += hasFailed ? 1 : 0;
    }

    assertThat((double) wrong / runs).isBetween(alpha / 5, alpha);
  }

  @Property
  void shouldShrinkWhenMoreIsKnownOrLessIsAsked(
      @ForAll @IntRange(min = 3, max = 10_000) int count,
      @ForAll @DoubleRange(min = 1e-6, max = 0.2) @Scale(6) double alpha,
      @ForAll @DoubleRange(min = 0.01, max = 1e3) double variance) {
    double radius = StudentMixture.radius(count, variance * (count - 1), alpha);

    assertThat(StudentMixture.radius(count + 1, variance * count, alpha))
        .isLessThanOrEqualTo(radius);
    assertThat(StudentMixture.radius(count, variance * (count - 1), alpha * 2))
        .isLessThanOrEqualTo(radius);
  }

  private static MetricSummary summary(double... values) {
    MetricSummary summary = null;
    for (double value : values) {
      summary = Measurements.add(summary, value);
    }
    return summary;
  }

  /**
   * Right Haar measure over the spread, N(0, v) over the effect size; by null hypothesis likewise.
   */
  private static double mixture(double mu) {
    double square = 0;
    double sum = 0;
    for (double value : VALUES) {
      square += (value - mu) * (value - mu);
      sum += value - mu;
    }
    double above = 0;
    double below = 0;
    double spread = Math.sqrt(StudentMixture.EFFECT_VARIANCE);
    for (double log = -4; log < 5; log += 0.01) {
      double sigma = Math.exp(log);
      double scale = Math.pow(sigma, -VALUES.length);
      below += scale * Math.exp(-square / 2 / sigma / sigma);
      for (double z = -6; z < 6; z += 0.01) {
        double effect = z * spread;
        double exponent =
            square / sigma / sigma - 2 * effect * sum / sigma + VALUES.length * effect * effect;
        above += scale * Math.exp(-exponent / 2 - z * z / 2) / Math.sqrt(2 * Math.PI) * 0.01;
      }
    }
    return above / below;
  }
}
