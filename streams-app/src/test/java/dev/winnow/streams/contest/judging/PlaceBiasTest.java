package dev.winnow.streams.contest.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlaceBiasTest {
  @Test
  void shouldSuspectNobodyWhenFlipsAreFewOrEven() {
    assertThat(PlaceBias.isPlain(0, 0)).isFalse();
    assertThat(PlaceBias.isPlain(5, 0)).isFalse();
    assertThat(PlaceBias.isPlain(10, 8)).isFalse();
  }

  @Test
  void shouldSuspectAJudgeWhenItsFlipsAreAllForOnePlace() {
    assertThat(PlaceBias.isPlain(6, 0)).isTrue();
    assertThat(PlaceBias.isPlain(0, 560)).isTrue();
    assertThat(PlaceBias.isPlain(280, 280)).isFalse();
  }

  @Test
  void shouldAddUpTheTailsOfTheBinomialDistribution() {
    // (1 + 8) / 256 on each side.
    assertThat(PlaceBias.chance(7, 1)).isCloseTo(18.0 / 256, within(1e-12));
    assertThat(PlaceBias.chance(1, 7)).isCloseTo(18.0 / 256, within(1e-12));
    assertThat(PlaceBias.chance(4, 4)).isEqualTo(1);
  }
}
