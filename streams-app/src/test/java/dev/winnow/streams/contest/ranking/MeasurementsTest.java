package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Sample;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class MeasurementsTest {
  @Property
  void shouldAgreeWithTheTwoPassFormulasWhenSamplesComeInTwoBatches(
      @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
    int half = values.size() / 2;
    Map<String, MetricSummary> first = Measurements.add(Map.of(), samples(values.subList(0, half)));
    MetricSummary summary =
        Measurements.add(first, samples(values.subList(half, values.size()))).get("m");

    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    assertThat(summary.getCount()).isEqualTo(values.size());
    assertThat(summary.getMean()).isCloseTo(mean, within(1e-6));
    assertThat(summary.getM2()).isCloseTo(squares, within(1e-6 * (1 + squares)));
    assertThat(Measurements.standardError(summary))
        .isCloseTo(
            Math.sqrt(squares / (values.size() - 1) / values.size()),
            within(1e-6 * (1 + Math.sqrt(squares))));
  }

  private static List<Sample> samples(List<Double> values) {
    return values.stream().map(value -> new Sample(Map.of("m", value), 1L)).toList();
  }
}
