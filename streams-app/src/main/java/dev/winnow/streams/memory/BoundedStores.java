package dev.winnow.streams.memory;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Has each store use the memory of its application. Kafka Streams makes one for each store, by
 * {@link StoreMemory#configure}.
 */
public final class BoundedStores implements RocksDBConfigSetter {

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    if (!(settings.get(StoreMemory.KEY) instanceof StoreMemory memory)) {
      throw new IllegalStateException("no memory is given for the store " + store);
    }
    memory.bound(options);
  }

  /** Closes nothing: other stores go on using the memory. */
  @Override
  public void close(String store, Options options) {}
}
