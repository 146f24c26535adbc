package dev.winnow.streams.contest.racing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
  @Test
  void shouldAskForWhatIsMissingWhenSomeHaveFreshSamples() {
    assertThat(new Confirmation(5).due(List.of("a", "b", "c"), Map.of("a", 5, "b", 2)))
        .containsExactly(Map.entry("b", 3), Map.entry("c", 5));
  }

  @Test
  void shouldAskForNothingWhenItIsOff() {
    assertThat(new Confirmation(0).due(List.of("a"), Map.of())).isEmpty();
  }
}
