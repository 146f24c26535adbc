package dev.winnow.streams.query;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.streams.checks.report.Ranking;
import dev.winnow.streams.checks.store.ContractStore;
import dev.winnow.streams.checks.store.FindingStore;
import dev.winnow.streams.checks.store.PullRequestStore;
import dev.winnow.streams.checks.store.ReportStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What HTTP may read of pull requests. Every method throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} while partitions move or are
 * restored.
 */
public final class PullRequestViews {
  private final StoreLookup stores;

  /** Reads the stores of an application. */
  public PullRequestViews(KafkaStreams streams) {
    this(StoreLookup.of(streams));
  }

  /** Reads stores that are found otherwise, as in tests of the topology. */
  PullRequestViews(StoreLookup stores) {
    this.stores = stores;
  }

  /** Reports of all pull requests that were checked, in the order of their keys. */
  List<PullRequestReport> reports() {
    return all(ReportStore.NAME);
  }

  Optional<PullRequestProgress> pullRequest(String key) {
    return get(PullRequestStore.NAME, key);
  }

  Optional<PullRequestReport> report(String key) {
    return get(ReportStore.NAME, key);
  }

  /** Findings of a pull request, best ranked first. */
  List<Finding> findings(String key) {
    List<Finding> findings =
        new ArrayList<>(FindingStore.of(stores.<Finding>records(FindingStore.NAME), key).values());
    findings.sort(Ranking.ORDER);
    return findings;
  }

  /** What each repository provides and consumes. */
  List<RepositoryContracts> contracts() {
    return all(ContractStore.NAME);
  }

  Optional<RepositoryContracts> contracts(String repository) {
    return get(ContractStore.NAME, repository);
  }

  private <T> List<T> all(String store) {
    List<T> records = new ArrayList<>();
    try (KeyValueIterator<String, T> all = stores.<T>records(store).all()) {
      all.forEachRemaining(entry -> records.add(entry.value));
    }
    return records;
  }

  private <T> Optional<T> get(String store, String key) {
    return Optional.ofNullable(stores.<T>records(store).get(key));
  }
}
