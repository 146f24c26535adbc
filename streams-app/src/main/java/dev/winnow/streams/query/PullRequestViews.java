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
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
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

  /**
   * Reports of pull requests that were checked, in the order of their keys.
   *
   * @param after the key after which they begin; empty for the first
   */
  Page<PullRequestReport> reports(int limit, String after) {
    // One more than asked for says whether there are more. The partitions come one by one.
    TreeMap<String, PullRequestReport> first = new TreeMap<>();
    try (KeyValueIterator<String, PullRequestReport> all =
        stores.<PullRequestReport>records(ReportStore.NAME).all()) {
      while (all.hasNext()) {
        KeyValue<String, PullRequestReport> entry = all.next();
        if (entry.key.compareTo(after) > 0) {
          first.put(entry.key, entry.value);
          if (first.size() > limit + 1) {
            first.pollLastEntry();
          }
        }
      }
    }
    Page.Builder<PullRequestReport> page = new Page.Builder<>(limit, PullRequestViews::key);
    first.values().forEach(page::offer);
    return page.build();
  }

  private static String key(PullRequestReport report) {
    return PullRequestStore.key(report.getRepository().getName(), report.getNumber());
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
