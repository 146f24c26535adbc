package dev.winnow.streams.contest.racing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RaceThinningTest {
  @Test
  void shouldKeepEachVersionWhenThereAreFew() {
    assertThat(after(256)).hasSize(256).startsWith(1L).endsWith(256L);
  }

  @Test
  void shouldKeepEachSecondWhenOneMoreComes() {
    List<Long> kept = after(257);

    assertThat(kept).hasSize(128).startsWith(2L, 4L).endsWith(256L);
  }

  @Test
  void shouldStayEvenAndBoundedWhenThereAreManyVersions() {
    TreeSet<Long> kept = new TreeSet<>();
    for (long version = 1; version <= 20_000; version++) {
      RaceThinning.dropped(version).forEach(kept::remove);
      if (RaceThinning.isKept(version)) {
        kept.add(version);
      }
      assertThat(kept.size()).as("after %d", version).isLessThanOrEqualTo(RaceThinning.MOST);
      assertThat(kept.size())
          .as("after %d", version)
          .isGreaterThanOrEqualTo((int) Math.min(version, 128));
    }
    List<Long> points = new ArrayList<>(kept);
    for (int index = 1; index < points.size(); index++) {
      assertThat(points.get(index) - points.get(index - 1)).isEqualTo(128);
    }
  }

  @Test
  void shouldDropOnlyWhatWasKeptWhenTheSpacingDoubles() {
    assertThat(RaceThinning.dropped(513)).hasSize(128).startsWith(2L, 6L).endsWith(510L);
    assertThat(RaceThinning.dropped(514)).isEmpty();
    assertThat(RaceThinning.dropped(1)).isEmpty();
  }

  private static List<Long> after(long versions) {
    TreeSet<Long> kept = new TreeSet<>();
    for (long version = 1; version <= versions; version++) {
      RaceThinning.dropped(version).forEach(kept::remove);
      if (RaceThinning.isKept(version)) {
        kept.add(version);
      }
    }
    return new ArrayList<>(kept);
  }
}
