package dev.winnow.streams.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;

class RecentPlacesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicInteger looks = new AtomicInteger();
  private final RecentPlaces places = new RecentPlaces(now::get);

  @Test
  void shouldLookOnceWhenAskedAgainWithin100Milliseconds() {
    Place first = place("a");
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));

    assertThat(place("a")).isSameAs(first);
    assertThat(place("b")).isNotEqualTo(first);
  }

  @Test
  void shouldLookAgainWhenThatIsOver() {
    Place first = place("a");
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100) + 1);

    assertThat(place("a")).isNotEqualTo(first);
  }

  @Test
  void shouldLookAgainWhenItCouldNotTell() {
    assertThatThrownBy(
            () ->
                places.of(
                    "a",
                    key -> {
                      throw new InvalidStateStoreException("nothing is assigned yet");
                    }))
        .isInstanceOf(InvalidStateStoreException.class);

    assertThat(place("a").partition()).isEqualTo(1);
  }

  @Test
  void shouldRememberAThousandWhenThereAreMore() {
    for (int i = 0; i <= 1_000; i++) {
      place("key-" + i);
    }
    looks.set(0);

    place("key-999");
    assertThat(looks).hasValue(0);
    place("key-1000");
    assertThat(looks).hasValue(1);
  }

  private Place place(String key) {
    return places.of(key, asked -> new Place(looks.incrementAndGet(), Optional.empty(), Set.of()));
  }
}
