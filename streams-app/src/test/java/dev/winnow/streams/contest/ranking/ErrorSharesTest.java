package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ErrorSharesTest {
  @Property(tries = 50)
  void shouldNeverSpendMoreThanThereIsWhenCandidatesKeepComing(
      @ForAll @IntRange(min = 1, max = 5_000) int planned) {
    ErrorShares shares = new ErrorShares(0.05, planned);

    double spent = IntStream.rangeClosed(1, 100_000).mapToDouble(shares::of).sum();
    assertThat(spent).isBetween(0.0499, 0.05 + 1e-12);
  }

  @Test
  void shouldRefuseWhatIsNoShare() {
    assertThatThrownBy(() -> new ErrorShares(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ErrorShares(0.05, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ErrorShares(0.05, 1).of(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
