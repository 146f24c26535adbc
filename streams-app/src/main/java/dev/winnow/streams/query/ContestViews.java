package dev.winnow.streams.query;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.store.AttemptStore;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.contest.store.LeaderboardStore;
import dev.winnow.streams.contest.store.RaceStore;
import dev.winnow.streams.contest.store.TaskStore;
import dev.winnow.streams.contest.store.VerdictStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What HTTP may read: this instance's stores, all partitions of them. Every method throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} while partitions move or are
 * restored.
 */
public final class ContestViews {
  private final Supplier<KafkaStreams.State> state;
  private final StoreLookup stores;

  /** Reads the stores of an application. */
  public ContestViews(KafkaStreams streams) {
    this(streams::state, StoreLookup.of(streams));
  }

  /** Reads stores that are found otherwise, as in tests of the topology. */
  ContestViews(Supplier<KafkaStreams.State> state, StoreLookup stores) {
    this.state = state;
    this.stores = stores;
  }

  /** Whether there is an application that works or soon will; not after a failure. */
  boolean isAlive() {
    return state.get().isRunningOrRebalancing() || state.get() == KafkaStreams.State.CREATED;
  }

  /** Whether the stores can be read. */
  boolean isReady() {
    return state.get() == KafkaStreams.State.RUNNING;
  }

  Optional<Task> task(String taskId) {
    return get(TaskStore.NAME, taskId);
  }

  Optional<Contest> contest(String taskId) {
    return get(ContestStore.NAME, taskId);
  }

  /** All contests, those that started last first. */
  List<Contest> contests() {
    List<Contest> contests = new ArrayList<>();
    try (KeyValueIterator<String, Contest> all = this.<Contest>store(ContestStore.NAME).all()) {
      all.forEachRemaining(entry -> contests.add(entry.value));
    }
    contests.sort(Comparator.comparing(Contest::getStartedAt).reversed());
    return contests;
  }

  Optional<Leaderboard> leaderboard(String taskId) {
    return get(LeaderboardStore.NAME, taskId);
  }

  /** The history of a task's race, by version. */
  List<RacePoint> race(String taskId) {
    return RaceStore.of(store(RaceStore.NAME), taskId);
  }

  Optional<Verdict> verdict(String taskId) {
    return get(VerdictStore.NAME, taskId);
  }

  Optional<Attempt> attempt(String taskId, String attemptId) {
    return get(AttemptStore.NAME, AttemptStore.key(taskId, attemptId));
  }

  List<Attempt> attempts(String taskId) {
    List<Attempt> attempts = new ArrayList<>();
    AttemptStore.forEach(store(AttemptStore.NAME), taskId, attempts::add);
    return attempts;
  }

  private <T> Optional<T> get(String store, String key) {
    return Optional.ofNullable(this.<T>store(store).get(key));
  }

  private <T> ReadOnlyKeyValueStore<String, T> store(String name) {
    return stores.records(name);
  }
}
