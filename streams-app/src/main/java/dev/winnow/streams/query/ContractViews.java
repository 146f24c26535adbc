package dev.winnow.streams.query;

import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.streams.checks.store.ContractStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What repositories provide and consume, which each instance has all of. */
final class ContractViews {
  private final StoreLookup stores;

  ContractViews(StoreLookup stores) {
    this.stores = stores;
  }

  /** All of them, in the order of the repositories' names. */
  List<RepositoryContracts> all() {
    List<RepositoryContracts> records = new ArrayList<>();
    try (KeyValueIterator<String, RepositoryContracts> all = store().all()) {
      all.forEachRemaining(entry -> records.add(entry.value));
    }
    return records;
  }

  Optional<RepositoryContracts> of(String repository) {
    return Optional.ofNullable(store().get(repository));
  }

  private ReadOnlyKeyValueStore<String, RepositoryContracts> store() {
    return stores.records(ContractStore.NAME);
  }
}
