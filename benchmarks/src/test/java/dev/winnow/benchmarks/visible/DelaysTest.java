package dev.winnow.benchmarks.visible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.benchmarks.compare.Measured;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
  private static final Measured NOTHING = new Measured(0, 0, 0, Map.of());

  @Test
  void shouldCountAllThatAnOutputShowsWhenSomeHaveNoneOfTheirOwn() {
    Delays delays = new Delays(2, 3, 1);
    IntStream.range(0, 3).forEach(input -> delays.sent(0, input));
    IntStream.range(0, 3).forEach(input -> delays.sent(1, input));

    delays.visible(0, 2);
    delays.visible(0, 1);
    assertThat(delays.cold().getCount()).isEqualTo(1);
    delays.visible(1, 0);
    assertThat(delays.cold().getCount()).isZero();
    assertThat(delays.left().getCount()).isEqualTo(2);
    delays.visible(1, 2);

    assertThat(delays.left().getCount()).isZero();
    assertThat(delays.addTo(NOTHING).figures().get("most ms")).isPositive();
  }

  @Test
  void shouldTakePercentilesOfAllDelays() {
    double[] delays = IntStream.rangeClosed(1, 200).mapToDouble(each -> 201 - each).toArray();

    assertThat(Delays.percentiles(NOTHING, delays).figures())
        .isEqualTo(Map.of("p50 ms", 100.0, "p99 ms", 198.0, "most ms", 200.0));
  }
}
