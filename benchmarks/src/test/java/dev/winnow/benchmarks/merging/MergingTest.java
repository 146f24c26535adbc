package dev.winnow.benchmarks.merging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import org.junit.jupiter.api.Test;

class MergingTest {
  private static final Options FEW =
      Options.none().with("files", 80).with("warm-up merges", 2).with("merges", 18);

  @Test
  void shouldComeToTheTreesThatWereWrittenByHand() throws Exception {
    Measured measured = new WinnowMerges().run(FEW);

    assertThat(measured.work()).isEqualTo(18);
    assertThat(measured.figures()).containsEntry("conflicts", 3.0);
  }

  @Test
  void shouldRefuseAWayThatMergesWrongly() throws Exception {
    try (MergeCases made = MergeCases.make(FEW)) {
      assertThatThrownBy(() -> Merging.all(made, FEW, pair -> ""))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("came to ''");
    }
  }
}
