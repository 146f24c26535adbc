package dev.winnow.streams.routing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers for a moment where keys are. The assignment that an instance knows may be older than
 * that anyway: whoever reads a partition finds out whether it is here.
 */
final class RecentPlaces {
  private static final Duration BELIEVED = Duration.ofMillis(100);

  /** Whoever asks makes keys up, so there is an end to them. */
  private static final int MOST = 1_000;

  private final LongSupplier nanoTime;
  private volatile Recent recent;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  RecentPlaces(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.recent = Recent.since(nanoTime.getAsLong());
  }

  /** Places that were looked up since a time. */
  private record Recent(long since, Map<String, Place> places) {
    static Recent since(long now) {
      return new Recent(now, new ConcurrentHashMap<>());
    }
  }

  /**
   * Where a key is.
   *
   * @param look looks it up; what it throws is not remembered
   */
  Place of(String key, Function<String, Place> look) {
    long now = nanoTime.getAsLong();
    Recent current = recent;
    if (now - current.since() > BELIEVED.toNanos()) {
      current = Recent.since(now);
      recent = current;
    }
    Place known = current.places().get(key);
    if (known != null) {
      return known;
    }
    Place place = look.apply(key);
    if (current.places().size() < MOST) {
      current.places().put(key, place);
    }
    return place;
  }
}
