package dev.winnow.streams.memory;

import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * What RocksDB may take of memory, for all stores of an application together: one cache, and write
 * buffers that are charged to it. Without it each store of each partition has a cache of 50 MB and
 * up to three write buffers of 16 MB of its own.
 */
public final class StoreMemory implements AutoCloseable {
  /** As much as there is in a container of 1 GiB whose JVM takes 60 % for the heap. */
  public static final int DEFAULT_MIB = 128;

  /**
   * Where {@link BoundedStores}, which Kafka Streams makes, finds the memory of its application.
   */
  static final String KEY = "winnow.store.memory";

  /** Of all memory, for write buffers; the rest is for what is read. */
  private static final double WRITES = 0.5;

  /** Of the cache, for index and filter blocks: without them each read has to go to the disk. */
  private static final double INDEX = 0.2;

  /**
   * What a write buffer grows by. A buffer with one record takes as much, and the rest of its
   * store's is 128 KiB that cannot be set; by default it is 1 MiB, and the stores of a few
   * partitions that hardly anything is written to would take all that there is for buffers.
   */
  private static final long WRITE_STEP = 64 << 10;

  private static final int LET_ROCKSDB_CHOOSE = -1;

  private final Cache cache;
  private final WriteBufferManager writeBuffers;

  /**
   * Nothing of it is taken before it is needed.
   *
   * @param bytes what all stores may take; more only while all of it is in use by reads, or a disk
   *     is slower than what is written to it: writes do not wait, since a store flushes when it is
   *     written to, and those that wait could wait for each other
   */
  public StoreMemory(long bytes) {
    RocksDB.loadLibrary();
    // Not strict: in a strict cache that is full reads fail.
    cache = new LRUCache(bytes, LET_ROCKSDB_CHOOSE, false, INDEX);
    writeBuffers = new WriteBufferManager((long) (bytes * WRITES), cache);
  }

  /** Bounds all stores of an application that is made of these settings. */
  public void configure(Properties streams) {
    streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
    streams.put(KEY, this);
  }

  /** Has a store that is about to be opened use it. */
  void bound(Options store) {
    // Kafka Streams' own table config, for it asks that one for the cache.
    BlockBasedTableConfig table = (BlockBasedTableConfig) store.tableFormatConfig();
    table.setBlockCache(cache);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    store.setTableFormatConfig(table);
    store.setWriteBufferManager(writeBuffers);
    store.setArenaBlockSize(WRITE_STEP);
  }

  /** What is taken now, in bytes; 0 once it is closed. */
  public synchronized long usedBytes() {
    return cache.isOwningHandle() ? cache.getUsage() : 0;
  }

  /** To be called when all stores are closed: native memory is used by them without a check. */
  @Override
  public synchronized void close() {
    writeBuffers.close();
    cache.close();
  }
}
