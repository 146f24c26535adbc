package dev.winnow.streams.routing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * How old the standby copies of this instance are. Partitions that it owns are none, also while
 * they are restored: of those it says nothing.
 */
public final class StandbyAges {
  private final LongSupplier clock;
  private final Map<TopicPartition, StandbyCopy> copies = new ConcurrentHashMap<>();
  private final Map<String, String> changelogs = new ConcurrentHashMap<>();

  /** By the time since this machine was started, which nobody sets back. */
  public StandbyAges() {
    this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /**
   * @param clock milliseconds since any time; never goes back
   */
  public StandbyAges(LongSupplier clock) {
    this.clock = clock;
  }

  /** Milliseconds since some time. */
  public long now() {
    return clock.getAsLong();
  }

  /** Whether there are no copies. */
  boolean isEmpty() {
    return copies.isEmpty();
  }

  /**
   * A copy is there and begins to be kept up; nothing is known of it yet.
   *
   * @param changelog what it is filled from
   * @param store the store's name
   * @param offset from where the changelog is fetched
   * @param filler the thread that fills it
   */
  public void started(TopicPartition changelog, String store, long offset, Thread filler) {
    changelogs.put(store, changelog.topic());
    copies.put(changelog, new StandbyCopy(now(), offset, filler));
  }

  /** A copy is not kept up any more, and may be closed, emptied or written by this instance. */
  public void stopped(TopicPartition changelog) {
    copies.remove(changelog);
  }

  /**
   * Something was fetched, which need not be in the copy yet; passed over if it is for no copy.
   *
   * @param last offset of the last record of it; empty if there was none
   * @param next from where is fetched next
   */
  void fetched(TopicPartition changelog, OptionalLong last, long next) {
    find(changelog).ifPresent(copy -> copy.fetched(last, next));
  }

  /**
   * Somebody has looked how far a partition of a store is; passed over if it is no copy.
   *
   * @param at {@link #now()} before the look
   * @param position the offset after the last record that is in it
   * @param end the end of its changelog, looked at after the position
   */
  public void looked(String store, int partition, long at, long position, long end) {
    find(store, partition).ifPresent(copy -> copy.looked(at, position, end));
  }

  /**
   * How long ago a copy had all that had been written to its changelog.
   *
   * @return empty if that is not known, or there is no copy here
   */
  public Optional<Duration> age(String store, int partition) {
    OptionalLong completeAt =
        find(store, partition).map(StandbyCopy::completeAt).orElseGet(OptionalLong::empty);
    return completeAt.isPresent()
        ? Optional.of(Duration.ofMillis(now() - completeAt.getAsLong()))
        : Optional.empty();
  }

  /** How old the oldest copy is, in seconds; NaN if there is none, or of one it is not known. */
  public double oldestSeconds() {
    List<OptionalLong> completeAt = copies.values().stream().map(StandbyCopy::completeAt).toList();
    if (completeAt.isEmpty() || !completeAt.stream().allMatch(OptionalLong::isPresent)) {
      return Double.NaN;
    }
    long first = completeAt.stream().mapToLong(OptionalLong::getAsLong).min().getAsLong();
    return (now() - first) / 1e3;
  }

  private Optional<StandbyCopy> find(String store, int partition) {
    return Optional.ofNullable(changelogs.get(store))
        .flatMap(topic -> find(new TopicPartition(topic, partition)));
  }

  private Optional<StandbyCopy> find(TopicPartition changelog) {
    return Optional.ofNullable(copies.get(changelog));
  }
}
