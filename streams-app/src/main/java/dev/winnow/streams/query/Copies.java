package dev.winnow.streams.query;

import dev.winnow.streams.routing.StandbyAges;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What can be read of standby copies of this instance.
 *
 * @param stores the stores of a partition by its number, however old
 * @param ages how old they are
 * @param views what can be read of stores
 */
record Copies<V>(
    IntFunction<StoreLookup> stores, StandbyAges ages, Function<StoreLookup, V> views) {

  /**
   * Begins to read a partition.
   *
   * @param staleness how old it may be
   */
  Reading<V> read(int partition, Duration staleness) {
    Aged aged = new Aged(stores.apply(partition), ages, partition, staleness);
    return new Reading<>(views.apply(aged), aged);
  }

  /**
   * A read of a partition.
   *
   * @param views what is read
   * @param aged the stores that were read by it
   */
  record Reading<V>(V views, Aged aged) {}

  /** Stores of a copy; each that is asked for must be new enough. */
  static final class Aged implements StoreLookup {
    private final StoreLookup stores;
    private final StandbyAges ages;
    private final int partition;
    private final Duration staleness;
    private final Map<String, Duration> read = new HashMap<>();

    private Aged(StoreLookup stores, StandbyAges ages, int partition, Duration staleness) {
      this.stores = stores;
      this.ages = ages;
      this.partition = partition;
      this.staleness = staleness;
    }

    @Override
    public ReadOnlyKeyValueStore<?, ?> find(String name) {
      Duration age = age(name);
      if (age.compareTo(staleness) > 0) {
        throw new InvalidStateStoreException("the copy of " + name + " is older than asked for");
      }
      read.merge(name, age, Copies::older);
      return stores.find(name);
    }

    /**
     * The age of the oldest store that was read, when it was.
     *
     * @throws InvalidStateStoreException if one is no copy any more, and may have been emptied
     *     while it was read
     */
    Duration age() {
      read.keySet().forEach(this::age);
      return read.values().stream().reduce(Duration.ZERO, Copies::older);
    }

    private Duration age(String name) {
      Optional<Duration> age = ages.age(name, partition);
      return age.orElseThrow(
          () -> new InvalidStateStoreException("nobody knows how old the copy of " + name + " is"));
    }
  }

  private static Duration older(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
