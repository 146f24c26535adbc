package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BehaviourTest {
  @Test
  void shouldBeSameWhenOutcomesAreEqualInAnyOrder() {
    assertThat(Behaviour.keyOf(Map.of("a", "ok", "b", "failed")))
        .isPresent()
        .isEqualTo(Behaviour.keyOf(Map.of("b", "failed", "a", "ok")));
  }

  @Test
  void shouldDifferWhenOneOutcomeDiffers() {
    assertThat(Behaviour.keyOf(Map.of("a", "ok"))).isNotEqualTo(Behaviour.keyOf(Map.of("a", "no")));
  }

  @Test
  void shouldNotTakeNamesAndOutcomesForOneAnother() {
    assertThat(Behaviour.keyOf(Map.of("a", "1:b1:c")))
        .isNotEqualTo(Behaviour.keyOf(Map.of("a", "", "b", "c")));
  }

  @Test
  void shouldSayNothingWhenNothingWasSeen() {
    assertThat(Behaviour.keyOf(Map.of())).isEmpty();
  }
}
