package dev.winnow.streams.query;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds a store by its name. */
interface StoreLookup {
  ReadOnlyKeyValueStore<?, ?> find(String name);

  /** The stores of an application, all partitions that this instance has. */
  static StoreLookup of(KafkaStreams streams) {
    return name ->
        streams.store(
            StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<Object, Object>keyValueStore()));
  }

  /** A store of records. */
  // A store's name and its types of key and record are written together in the store's class.
  @SuppressWarnings("unchecked")
  default <T> ReadOnlyKeyValueStore<String, T> records(String name) {
    return (ReadOnlyKeyValueStore<String, T>) find(name);
  }

  /** A store whose order is that of its keys' bytes. */
  @SuppressWarnings("unchecked")
  default ReadOnlyKeyValueStore<byte[], byte[]> index(String name) {
    return (ReadOnlyKeyValueStore<byte[], byte[]>) find(name);
  }
}
