package dev.winnow.streams.query;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.store.AttemptStore;
import dev.winnow.streams.contest.store.BoardSnapshot;
import dev.winnow.streams.contest.store.BoardSnapshots;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.contest.store.LeaderboardStore;
import dev.winnow.streams.contest.store.RaceStore;
import dev.winnow.streams.contest.store.RankStore;
import dev.winnow.streams.contest.store.StandingStore;
import dev.winnow.streams.contest.store.TaskStore;
import dev.winnow.streams.contest.store.VerdictStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What HTTP may read of contests in one partition. Every method throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} while the partition is not here, or
 * is restored.
 */
public final class ContestViews {
  private final StoreLookup stores;
  private final Snapshots snapshots;

  /**
   * @param stores the stores of the partition
   */
  ContestViews(StoreLookup stores) {
    this(stores, Snapshots.NONE);
  }

  private ContestViews(StoreLookup stores, Snapshots snapshots) {
    this.stores = stores;
    this.snapshots = snapshots;
  }

  /**
   * What may be read of a partition that this instance owns.
   *
   * @param stores the stores of the partition
   * @param snapshots boards that are in memory
   * @param partition its number
   */
  static ContestViews owned(StoreLookup stores, BoardSnapshots snapshots, int partition) {
    return new ContestViews(stores, (taskId, store) -> snapshots.get(partition, taskId, store));
  }

  /** Boards that may be in memory. */
  private interface Snapshots {
    /** There are none: each is read. */
    Snapshots NONE = (taskId, store) -> store.get().map(BoardSnapshot::new);

    Optional<BoardSnapshot> get(String taskId, Supplier<Optional<Leaderboard>> store);
  }

  Optional<Task> task(String taskId) {
    return get(TaskStore.NAME, taskId);
  }

  Optional<Contest> contest(String taskId) {
    return get(ContestStore.NAME, taskId);
  }

  /**
   * Contests of several partitions, those that started last first.
   *
   * @param after the place after which they begin
   */
  static Page<Contest> contests(
      List<ContestViews> partitions, int limit, Optional<ContestPlace> after) {
    // One more than asked for says whether there are more. The worst of those kept is at the head.
    Comparator<Contest> order = Comparator.comparing(ContestPlace::of, ContestPlace.ORDER);
    PriorityQueue<Contest> best = new PriorityQueue<>(limit + 1, order.reversed());
    for (ContestViews partition : partitions) {
      partition.forEachContest(
          contest -> {
            if (after.isEmpty() || after.get().isBefore(contest)) {
              best.add(contest);
              if (best.size() > limit + 1) {
                best.remove();
              }
            }
          });
    }
    Page.Builder<Contest> page =
        new Page.Builder<>(limit, contest -> ContestPlace.of(contest).toString());
    best.stream().sorted(order).forEach(page::offer);
    return page.build();
  }

  private void forEachContest(Consumer<Contest> visitor) {
    try (KeyValueIterator<String, Contest> all = this.<Contest>store(ContestStore.NAME).all()) {
      all.forEachRemaining(entry -> visitor.accept(entry.value));
    }
  }

  Optional<Leaderboard> leaderboard(String taskId) {
    return board(taskId).map(BoardSnapshot::board);
  }

  /** The leaderboard of a task, with what was made of it for others who read it. */
  Optional<BoardSnapshot> board(String taskId) {
    return snapshots.get(taskId, () -> get(LeaderboardStore.NAME, taskId));
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

  /**
   * Attempts of a task in the order of their ids.
   *
   * @param after the id after which they begin; empty for the first
   */
  Page<Attempt> attempts(String taskId, Predicate<Attempt> wanted, int limit, String after) {
    Page.Builder<Attempt> page = new Page.Builder<>(limit, Attempt::getAttemptId);
    AttemptStore.scan(
        store(AttemptStore.NAME),
        taskId,
        after,
        attempt -> !wanted.test(attempt) || page.offer(attempt));
    return page.build();
  }

  Optional<Standing> standing(String taskId, String clusterId) {
    return get(StandingStore.NAME, StandingStore.key(taskId, clusterId));
  }

  /**
   * Standings of a task in the order of their clusters' ids, measured or not.
   *
   * @param after the id after which they begin; empty for the first
   */
  Page<Standing> standings(String taskId, Predicate<Standing> wanted, int limit, String after) {
    Page.Builder<Standing> page = new Page.Builder<>(limit, Standing::getClusterId);
    StandingStore.scan(
        store(StandingStore.NAME),
        taskId,
        after,
        standing -> !wanted.test(standing) || page.offer(standing));
    return page.build();
  }

  /**
   * Standings that are on the board, best first.
   *
   * @param after the place after which they begin; {@link RankPlace#TOP} for the first
   */
  Page<RankedStanding> ranked(
      String taskId, Predicate<Standing> wanted, int limit, RankPlace after) {
    Page.Builder<RankedStanding> page =
        new Page.Builder<>(limit, ranked -> ranked.place().toString());
    ReadOnlyKeyValueStore<String, Standing> standings = store(StandingStore.NAME);
    int[] rank = {after.rank()};
    RankStore.scan(
        stores.index(RankStore.NAME),
        taskId,
        after.position(),
        place -> {
          rank[0]++;
          Standing standing = standings.get(StandingStore.key(taskId, place.clusterId()));
          return standing == null
              || !wanted.test(standing)
              || page.offer(new RankedStanding(new RankPlace(rank[0], place.position()), standing));
        });
    return page.build();
  }

  private <T> Optional<T> get(String store, String key) {
    return Optional.ofNullable(this.<T>store(store).get(key));
  }

  private <T> ReadOnlyKeyValueStore<String, T> store(String name) {
    return stores.records(name);
  }
}
