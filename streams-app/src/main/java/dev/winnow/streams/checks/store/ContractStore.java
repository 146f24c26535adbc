package dev.winnow.streams.checks.store;

import dev.winnow.schemas.RepositoryContracts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What every repository provides and consumes: the topic of contracts, all partitions of it, at
 * each instance. Key: the repository's name.
 */
public final class ContractStore {
  public static final String NAME = "contracts-by-repository-store";

  private final ReadOnlyKeyValueStore<String, RepositoryContracts> store;

  ContractStore(ReadOnlyKeyValueStore<String, RepositoryContracts> store) {
    this.store = store;
  }

  public Optional<RepositoryContracts> get(String repository) {
    return Optional.ofNullable(store.get(repository));
  }

  /** All of them. */
  public List<RepositoryContracts> all() {
    List<RepositoryContracts> contracts = new ArrayList<>();
    try (KeyValueIterator<String, RepositoryContracts> all = store.all()) {
      all.forEachRemaining(entry -> contracts.add(entry.value));
    }
    return contracts;
  }
}
