package dev.winnow.streams.checks.store;

import dev.winnow.schemas.RepositoryScan;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is known of the scans of default branches. Key: the repository's name. */
public final class ScanStore {
  public static final String NAME = "scans-by-repository-store";

  private final KeyValueStore<String, RepositoryScan> store;

  ScanStore(KeyValueStore<String, RepositoryScan> store) {
    this.store = store;
  }

  public Optional<RepositoryScan> get(String key) {
    return Optional.ofNullable(store.get(key));
  }

  public void put(String key, RepositoryScan value) {
    store.put(key, value);
  }

  public void delete(String key) {
    store.delete(key);
  }
}
