package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
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
}
