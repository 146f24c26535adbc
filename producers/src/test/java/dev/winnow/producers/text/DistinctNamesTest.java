package dev.winnow.producers.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctNamesTest {
  private static final List<String> GRID =
      List.of(
          "io-threads-4-policy-allkeys-lru",
          "io-threads-2-policy-noeviction",
          "io-threads-2-policy-allkeys-lfu");

  private final DistinctNames names = new DistinctNames(GRID);

  @Test
  void shouldLeaveWhatAllHaveOutWhenANameDoesNotFit() {
    assertThat(GRID.stream().map(name -> names.fit(name, 20)))
        .containsExactly("…4…allkeys-lru", "…2…noeviction", "…2…allkeys-lfu");
  }

  @Test
  void shouldLeaveANameAsItIsWhenItFits() {
    assertThat(names.fit(GRID.get(0), GRID.get(0).length())).isEqualTo(GRID.get(0));
  }

  @Test
  void shouldLeaveANameAsItIsWhenNothingOfItIsItsOwn() {
    assertThat(new DistinctNames(List.of("one-and-only")).fit("one-and-only", 5))
        .isEqualTo("one-and-only");
    assertThat(
            new DistinctNames(List.of("a-b-long-name", "a-b-long-name-2")).fit("a-b-long-name", 5))
        .isEqualTo("a-b-long-name");
  }

  @Test
  void shouldLeaveNamesAsTheyAreWhenTheyHaveNothingInCommon() {
    DistinctNames unlike = new DistinctNames(List.of("least-recently-used", "ring"));

    assertThat(unlike.fit("least-recently-used", 8)).isEqualTo("least-recently-used");
  }

  @Test
  void shouldKeepAttemptsApartWhenOnlyTheirNumbersDiffer() {
    DistinctNames attempts =
        new DistinctNames(List.of("some-long-variant-1", "some-long-variant-2"));

    assertThat(attempts.fit("some-long-variant-2", 10)).isEqualTo("…2");
  }
}
