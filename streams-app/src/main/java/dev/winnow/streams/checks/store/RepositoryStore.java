package dev.winnow.streams.checks.store;

import dev.winnow.schemas.RepositoryProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is known of default branches. Key: the repository's name. */
public final class RepositoryStore {
  public static final String NAME = "repositories-by-name-store";

  private final KeyValueStore<String, RepositoryProgress> store;

  RepositoryStore(KeyValueStore<String, RepositoryProgress> store) {
    this.store = store;
  }

  public Optional<RepositoryProgress> get(String key) {
    return Optional.ofNullable(store.get(key));
  }

  public void put(String key, RepositoryProgress value) {
    store.put(key, value);
  }

  public void delete(String key) {
    store.delete(key);
  }

  /** Names of all repositories, to go through while they are written. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, RepositoryProgress> all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }
}
