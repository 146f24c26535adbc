package dev.winnow.streams.query;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds a store by its name. */
interface StoreLookup {
  /**
   * Finds it.
   *
   * @throws InvalidStateStoreException while it cannot be read here
   */
  ReadOnlyKeyValueStore<?, ?> find(String name);

  /** The global stores of an application, which have all partitions. */
  static StoreLookup global(KafkaStreams streams) {
    return name -> find(streams, parameters(name));
  }

  /** The stores of a partition that this instance owns, while it owns it. */
  static StoreLookup of(KafkaStreams streams, int partition) {
    return name -> find(streams, parameters(name).withPartition(partition));
  }

  /** The stores of a partition of which this instance has any copy, however old. */
  static StoreLookup stale(KafkaStreams streams, int partition) {
    return name -> find(streams, parameters(name).withPartition(partition).enableStaleStores());
  }

  private static StoreQueryParameters<ReadOnlyKeyValueStore<Object, Object>> parameters(
      String name) {
    return StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore());
  }

  private static ReadOnlyKeyValueStore<?, ?> find(
      KafkaStreams streams,
      StoreQueryParameters<ReadOnlyKeyValueStore<Object, Object>> parameters) {
    try {
      return streams.store(parameters);
    } catch (IllegalStateException e) {
      throw new InvalidStateStoreException("the application is not running", e);
    }
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
