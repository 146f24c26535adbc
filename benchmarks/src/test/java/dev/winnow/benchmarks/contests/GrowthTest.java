package dev.winnow.benchmarks.contests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void shouldHoldTheLastFifthAgainstTheSecondWhenSomethingGrows() {
    List<Long> samples = List.of(0L, 0L, 10L, 30L, 99L, 99L, 99L, 99L, 50L, 50L);

    assertThat(Growth.of(samples, Long::longValue)).isEqualTo(2.5);
  }

  @Test
  void shouldBeOneWhenThereIsNothing() {
    assertThat(Growth.of(List.of(0L, 0L, 0L, 0L, 0L), Long::longValue)).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhenThereAreTooFewSamples() {
    assertThatThrownBy(() -> Growth.of(List.of(1L, 1L, 1L, 1L), Long::longValue))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 4");
  }
}
