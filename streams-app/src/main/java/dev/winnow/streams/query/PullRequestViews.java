package dev.winnow.streams.query;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.streams.checks.report.Ranking;
import dev.winnow.streams.checks.store.FindingStore;
import dev.winnow.streams.checks.store.PullRequestStore;
import dev.winnow.streams.checks.store.ReportStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What HTTP may read of pull requests in one partition. Every method throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} while the partition is not here, or
 * is restored.
 */
public final class PullRequestViews {
  private final StoreLookup stores;

  /**
   * @param stores the stores of the partition
   */
  PullRequestViews(StoreLookup stores) {
    this.stores = stores;
  }

  /**
   * Reports of pull requests that were checked, of several partitions, in the order of their keys.
   *
   * @param after the key after which they begin; empty for the first
   */
  static Page<PullRequestReport> reports(
      List<PullRequestViews> partitions, int limit, String after) {
    // One more than asked for says whether there are more.
    TreeMap<String, PullRequestReport> first = new TreeMap<>();
    for (PullRequestViews partition : partitions) {
      partition.forEachReport(
          (key, report) -> {
            if (key.compareTo(after) > 0) {
              first.put(key, report);
              if (first.size() > limit + 1) {
                first.pollLastEntry();
              }
            }
          });
    }
    Page.Builder<PullRequestReport> page = new Page.Builder<>(limit, PullRequestViews::key);
    first.values().forEach(page::offer);
    return page.build();
  }

  private void forEachReport(BiConsumer<String, PullRequestReport> visitor) {
    try (KeyValueIterator<String, PullRequestReport> all =
        stores.<PullRequestReport>records(ReportStore.NAME).all()) {
      all.forEachRemaining(entry -> visitor.accept(entry.key, entry.value));
    }
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

  private <T> Optional<T> get(String store, String key) {
    return Optional.ofNullable(stores.<T>records(store).get(key));
  }
}
