package dev.winnow.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgedTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void shouldAskAgainWhenItIsOld() {
    Aged<Integer> figure = new Aged<>("figure", asked::incrementAndGet, nanos::get);

    assertThat(figure.get()).contains(1);
    assertThat(figure.get()).contains(1);
    pass(5_000);
    assertThat(figure.get()).contains(2);
  }

  @Test
  void shouldRestTwentyTimesAsLongWhenAskingTookLong() {
    Aged<Integer> figure =
        new Aged<>(
            "figure",
            () -> {
              pass(1_000);
              return asked.incrementAndGet();
            },
            nanos::get);
    figure.get();

    pass(19_000);
    assertThat(figure.get()).contains(1);
    pass(1_000);
    assertThat(figure.get()).contains(2);
    assertThat(figure.seconds()).isEqualTo(1);
  }

  @Test
  void shouldHaveNoneWhenItCannotBeFoundOut() {
    Aged<Integer> figure =
        new Aged<>(
            "figure",
            () -> {
              if (asked.incrementAndGet() == 2) {
                throw new IllegalStateException("not now");
              }
              return asked.get();
            },
            nanos::get);

    assertThat(figure.get()).contains(1);
    pass(5_000);
    assertThat(figure.get()).isEmpty();
    pass(5_000);
    assertThat(figure.get()).contains(3);
  }

  private void pass(long milliseconds) {
    nanos.addAndGet(Duration.ofMillis(milliseconds).toNanos());
  }
}
