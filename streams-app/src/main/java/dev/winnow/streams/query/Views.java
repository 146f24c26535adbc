package dev.winnow.streams.query;

import dev.winnow.schemas.Leaderboard;
import dev.winnow.streams.checks.store.ReportStore;
import dev.winnow.streams.contest.store.BoardSnapshots;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.routing.Peers;
import dev.winnow.streams.routing.StandbyAges;
import dev.winnow.streams.routing.StreamsLocator;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What HTTP may read of an application, wherever it is.
 *
 * @param health how this instance is
 * @param contests contests, by task id
 * @param pullRequests pull requests, by repository and number
 * @param contracts what repositories provide and consume
 * @param committed what was published of contests and committed
 */
public record Views(
    Health health,
    Router<ContestViews> contests,
    Router<PullRequestViews> pullRequests,
    ContractViews contracts,
    CommittedViews committed) {

  /**
   * Reads the stores of an application.
   *
   * @param self what the other instances call this one
   * @param ages how old the standby copies of this instance are
   * @param boards leaderboards of this instance that are in memory
   */
  public static Views of(
      KafkaStreams streams, HostInfo self, StandbyAges ages, BoardSnapshots boards) {
    Peers peers = new Peers();
    return new Views(
        new Health(streams::state),
        new Router<>(
            new StreamsLocator(streams, ContestStore.NAME, self),
            partition -> ContestViews.owned(StoreLookup.of(streams, partition), boards, partition),
            copies(streams, ages, ContestViews::new),
            peers),
        new Router<>(
            new StreamsLocator(streams, ReportStore.NAME, self),
            partition -> new PullRequestViews(StoreLookup.of(streams, partition)),
            copies(streams, ages, PullRequestViews::new),
            peers),
        new ContractViews(StoreLookup.global(streams)),
        new CommittedViews(StoreLookup.global(streams)));
  }

  /**
   * The leaderboard of a task that this instance owns, read in this process: what HTTP answers as
   * the latest. It is shared, so nobody may change it.
   *
   * @return empty if the task has none, or is not there
   * @throws IllegalStateException if another instance owns the task
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while it cannot be read
   */
  public Optional<Leaderboard> leaderboard(String taskId) {
    return contests.here(taskId).leaderboard(taskId);
  }

  private static <V> Copies<V> copies(
      KafkaStreams streams, StandbyAges ages, Function<StoreLookup, V> views) {
    return new Copies<>(partition -> StoreLookup.stale(streams, partition), ages, views);
  }
}
