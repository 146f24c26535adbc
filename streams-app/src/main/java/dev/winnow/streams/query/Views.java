package dev.winnow.streams.query;

import dev.winnow.streams.checks.store.ReportStore;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.routing.Peers;
import dev.winnow.streams.routing.StandbyAges;
import dev.winnow.streams.routing.StreamsLocator;
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
   */
  public static Views of(KafkaStreams streams, HostInfo self, StandbyAges ages) {
    Peers peers = new Peers();
    return new Views(
        new Health(streams::state),
        new Router<>(
            new StreamsLocator(streams, ContestStore.NAME, self),
            partition -> new ContestViews(StoreLookup.of(streams, partition)),
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

  private static <V> Copies<V> copies(
      KafkaStreams streams, StandbyAges ages, Function<StoreLookup, V> views) {
    return new Copies<>(partition -> StoreLookup.stale(streams, partition), ages, views);
  }
}
