package dev.winnow.streams.contest.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.Tasks;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricesTest {

  @Test
  void shouldReserveForComingAndGoingWhenSamplesHaveAnEnvironmentThatIsStarted() {
    Prices prices = new Prices(task(List.of("sh", "up.sh")));

    // Two samples of a minute each, with half a minute before and half a minute after.
    assertThat(prices.samples(1, 2)).isEqualByComparingTo("0.04");
    assertThat(prices.from(0)).isEqualByComparingTo("0.03");
  }

  @Test
  void shouldReserveNoMoreThanTheTimeoutWhenSamplesAreOnlyExclusive() {
    assertThat(new Prices(task(List.of())).samples(1, 2)).isEqualByComparingTo("0.02");
  }

  private static Task task(List<String> up) {
    Task task = Tasks.task("t", 1).build();
    task.getEvaluator().setPricePerHour(new BigDecimal("0.600000"));
    task.getEvaluator()
        .getRungs()
        .get(1)
        .setEphemeral(
            EphemeralEnvironment.newBuilder()
                .setUp(up)
                .setTimeoutMs(30_000)
                .setExclusive(true)
                .build());
    return task;
  }
}
