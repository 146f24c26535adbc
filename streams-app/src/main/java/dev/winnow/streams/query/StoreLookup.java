package dev.winnow.streams.query;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds a store by its name. */
interface StoreLookup {
  ReadOnlyKeyValueStore<String, ?> find(String name);

  /** The stores of an application, all partitions that this instance has. */
  static StoreLookup of(KafkaStreams streams) {
    return name ->
        streams.store(
            StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<String, Object>keyValueStore()));
  }

  /** A store of records. */
  // A store's name and its type of record are written together in the store's class.
  @SuppressWarnings("unchecked")
  default <T> ReadOnlyKeyValueStore<String, T> records(String name) {
    return (ReadOnlyKeyValueStore<String, T>) find(name);
  }
}
