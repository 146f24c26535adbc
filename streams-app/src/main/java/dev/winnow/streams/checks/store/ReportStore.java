package dev.winnow.streams.checks.store;

import dev.winnow.schemas.PullRequestReport;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** The last published reports. Key: repository#number. */
public final class ReportStore {
  public static final String NAME = "reports-by-pull-request-store";

  private final KeyValueStore<String, PullRequestReport> store;

  ReportStore(KeyValueStore<String, PullRequestReport> store) {
    this.store = store;
  }

  public Optional<PullRequestReport> get(String key) {
    return Optional.ofNullable(store.get(key));
  }

  public void delete(String key) {
    store.delete(key);
  }

  public void put(String key, PullRequestReport value) {
    store.put(key, value);
  }
}
