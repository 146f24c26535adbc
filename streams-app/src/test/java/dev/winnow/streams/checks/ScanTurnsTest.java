package dev.winnow.streams.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScanTurnsTest {
  @Property
  void shouldComeOnceInEachInterval(
      @ForAll String name,
      @ForAll @IntRange(min = 1, max = 1_000) int hours,
      @ForAll @LongRange(min = -1_000_000, max = 4_000_000_000_000L) long ms) {
    Instant after = Instant.ofEpochMilli(ms);
    ScanTurns turns = new ScanTurns(Duration.ofHours(hours));

    Instant next = turns.next(name, after);

    assertThat(next).isAfter(after).isBeforeOrEqualTo(after.plus(Duration.ofHours(hours)));
    assertThat(turns.next(name, next.minusMillis(1))).isEqualTo(next);
    assertThat(turns.next(name, next)).isEqualTo(next.plus(Duration.ofHours(hours)));
  }

  @Test
  void shouldSpreadAThousandRepositoriesOverTheDay() {
    ScanTurns turns = new ScanTurns(Duration.ofHours(24));
    Map<Long, Integer> byMinute = new TreeMap<>();

    for (int i = 0; i < 1_000; i++) {
      Instant turn = turns.next("acme/service-" + i, PullRequests.START);
      byMinute.merge(turn.getEpochSecond() / 60, 1, Integer::sum);
    }

    assertThat(byMinute.values()).allMatch(count -> count <= 7);
  }
}
