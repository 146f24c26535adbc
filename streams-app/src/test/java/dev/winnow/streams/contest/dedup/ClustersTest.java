package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static final String EXACT = "a".repeat(64);
  private static final String RENAMED = "b".repeat(64);

  @Test
  void shouldGoByTheRenamedHashWhenThereIsOne() {
    assertThat(Clusters.idOf(EXACT, Optional.of(RENAMED))).isEqualTo("b".repeat(16));
  }

  @Test
  void shouldGoByTheExactHashWhenAWorkerCannotTell() {
    assertThat(Clusters.idOf(EXACT, Optional.empty())).isEqualTo("a".repeat(16));
  }

  @Test
  void shouldRefuseWhatIsNoHash() {
    assertThatThrownBy(() -> Clusters.idOf("a", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepTheIdWhenThereAreNoParameters() {
    assertThat(Clusters.idOf(EXACT, Optional.empty(), new TreeMap<>())).isEqualTo("a".repeat(16));
  }

  @Property
  void shouldTellTwoPointsApartExactlyWhenTheirParametersDiffer(
      @ForAll @Size(min = 1, max = 3)
          Map<@AlphaChars @StringLength(max = 2) String, @StringLength(max = 2) String> one,
      @ForAll @Size(min = 1, max = 3)
          Map<@AlphaChars @StringLength(max = 2) String, @StringLength(max = 2) String> other) {
    String first = Clusters.idOf(EXACT, Optional.empty(), new TreeMap<>(one));
    String second = Clusters.idOf(EXACT, Optional.empty(), new TreeMap<>(other));

    assertThat(first).hasSize(Clusters.ID_LENGTH);
    assertThat(first.equals(second)).isEqualTo(one.equals(other));
  }

  @Test
  void shouldNotMixUpNamesAndValuesWhenTheirTextsJoinToTheSame() {
    assertThat(Clusters.idOf(EXACT, Optional.empty(), new TreeMap<>(Map.of("a", "bc"))))
        .isNotEqualTo(Clusters.idOf(EXACT, Optional.empty(), new TreeMap<>(Map.of("ab", "c"))));
  }
}
