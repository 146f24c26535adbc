package dev.winnow.producers.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void shouldTickAtRoundValuesWhenValuesAreNot() {
    assertThat(new Scale(-3.2, 56.1, 0, 100).ticks()).containsExactly(0.0, 20.0, 40.0);
    assertThat(new Scale(0.81, 0.89, 0, 100).ticks()).hasSize(4);
  }

  @Test
  void shouldDrawInTheMiddleWhenAllValuesAreTheSame() {
    assertThat(Scale.over(List.of(7.0, 7.0), 0, 100).at(7)).isEqualTo(50);
    assertThat(Scale.over(List.of(0.0), 0, 100).at(0)).isEqualTo(50);
  }

  @Property
  void shouldKeepAllValuesOnTheAxisInTheirOrder(
      @ForAll @Size(min = 1, max = 9) List<@DoubleRange(min = -1e9, max = 1e9) Double> values) {
    Scale scale = Scale.over(values, 10, 700);

    List<Double> sorted = values.stream().sorted().toList();
    assertThat(sorted.stream().map(scale::at)).isSorted().allMatch(at -> at >= 10 && at <= 700);
    assertThat(scale.ticks()).hasSizeLessThan(12);
  }
}
