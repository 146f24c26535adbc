package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.8413447460685429",
    "1.959963984540054, 0.975",
    "-3, 0.0013498980316300933",
    "-5, 2.866515718791939e-7",
    "-8, 6.220960574271785e-16",
    "6, 0.9999999990134123"
  })
  void shouldGiveThePublishedValueWhenAsked(double x, double expected) {
    assertThat(Normal.below(x)).isCloseTo(expected, within(1e-13 * expected));
  }

  @Property
  void shouldAgreeWithTheTableWhenAnyValueIsRead(@ForAll @DoubleRange(min = -8, max = 8) double x) {
    assertThat(NormalTable.below(x)).isCloseTo(Normal.below(x), within(1e-6));
    assertThat(NormalTable.logBelow(x)).isCloseTo(Math.log(Normal.below(x)), within(1e-6));
  }
}
