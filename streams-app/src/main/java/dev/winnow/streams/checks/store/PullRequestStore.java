package dev.winnow.streams.checks.store;

import dev.winnow.schemas.PullRequestProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Pull requests. Key: repository#number. */
public final class PullRequestStore {
  public static final String NAME = "pull-requests-by-number-store";

  private final KeyValueStore<String, PullRequestProgress> store;

  PullRequestStore(KeyValueStore<String, PullRequestProgress> store) {
    this.store = store;
  }

  public Optional<PullRequestProgress> get(String key) {
    return Optional.ofNullable(store.get(key));
  }

  /** Writes it, with the next revision. */
  public void put(String key, PullRequestProgress value) {
    value.setRevision(value.getRevision() + 1);
    store.put(key, value);
  }

  public void delete(String key) {
    store.delete(key);
  }

  /** The key of a pull request. */
  public static String key(String repository, int number) {
    return repository + '#' + number;
  }

  /** Keys of all pull requests, to go through while they are written. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, PullRequestProgress> all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }
}
