package dev.winnow.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
  // Medicine 17 (1998), table I, method 3; and round numbers worked out by hand.
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718",
    "8, 10, 0.4902, 0.9433",
    "10, 10, 0.7225, 1.0000",
    "95, 100, 0.8882, 0.9785"
  })
  void shouldGiveTheBoundsOfWilsonWhenAskedForKnownSamples(
      int hits, int size, double low, double high) {
    Proportion proportion = new Proportion(hits, size);

    assertThat(proportion.low()).isCloseTo(low, within(0.00006));
    assertThat(proportion.high()).isCloseTo(high, within(0.00006));
  }

  @Test
  void shouldKnowNothingWhenTheSampleIsEmpty() {
    Proportion proportion = new Proportion(0, 0);

    assertThat(proportion.isKnown()).isFalse();
    assertThat(proportion.low()).isZero();
    assertThat(proportion.high()).isEqualTo(1);
  }
}
