package dev.winnow.producers.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

  /** Both ends solve (p - share)² = z² p (1 - p) / n, which is how the interval is defined. */
  @ParameterizedTest
  @CsvSource({"1, 30", "6, 30", "19, 30", "29, 30", "500, 1000", "1, 2"})
  void shouldEndWhereTheScoreTestBeginsToReject(int successes, int trials) {
    Wilson interval = Wilson.of(successes, trials);
    double share = (double) successes / trials;

    for (double end : new double[] {interval.low(), interval.high()}) {
      double score = (share - end) / Math.sqrt(end * (1 - end) / trials);
      assertThat(Math.abs(score)).isCloseTo(1.959964, within(1e-5));
    }
    assertThat(interval.low()).isLessThan(share);
    assertThat(interval.high()).isGreaterThan(share);
  }

  @Test
  void shouldStayBetweenNoneAndAllWhenAShareIsAtAnEnd() {
    assertThat(Wilson.of(0, 10).low()).isZero();
    assertThat(Wilson.of(0, 10).high()).isCloseTo(0.2775, within(1e-4));
    assertThat(Wilson.of(10, 10).high()).isEqualTo(1);
    assertThat(Wilson.of(10, 10).low()).isCloseTo(0.7225, within(1e-4));
  }
}
