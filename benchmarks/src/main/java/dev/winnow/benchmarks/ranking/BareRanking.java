package dev.winnow.benchmarks.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Folder;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Changes scores in two RocksDBs and nothing between: for each change it gets the candidate's
 * value, puts one of the same size, deletes the old key of the order, and puts the new one. Keys
 * and sizes are those of Winnow's stores, the options those of Kafka Streams.
 */
public final class BareRanking implements Contender {
  private static final byte[] NOTHING = new byte[0];

  @Override
  public Measured run(Options options) throws Exception {
    RocksDB.loadLibrary();
    int count = options.number("candidates");
    int size = options.number("value-bytes");
    Candidates candidates = new Candidates(count, options.number("seed"));
    try (Folder folder = Folder.make();
        WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
        RocksDB standings = open(folder.path().resolve("standings"));
        RocksDB ranks = open(folder.path().resolve("ranks"))) {
      for (int candidate = 0; candidate < count; candidate++) {
        byte[] id = Candidates.id(candidate).getBytes(UTF_8);
        standings.put(unlogged, standingKey(id), value(size, 0));
        ranks.put(unlogged, rankKey(0, id), NOTHING);
      }
      change(standings, ranks, unlogged, candidates, options.number("warm-up"));
      int changes = options.number("changes");
      Stopwatch watch = Stopwatch.start();
      change(standings, ranks, unlogged, candidates, changes);
      Measured measured = watch.stop(changes);
      check(ranks, count);
      return measured;
    }
  }

  private static void change(
      RocksDB standings, RocksDB ranks, WriteOptions unlogged, Candidates candidates, int changes)
      throws RocksDBException {
    for (int i = 0; i < changes; i++) {
      Candidates.Change change = candidates.next();
      byte[] id = Candidates.id(change.candidate()).getBytes(UTF_8);
      byte[] key = standingKey(id);
      byte[] before = standings.get(key);
      ranks.delete(unlogged, rankKey(ByteBuffer.wrap(before).getDouble(), id));
      standings.put(unlogged, key, value(before.length, change.score()));
      ranks.put(unlogged, rankKey(change.score(), id), NOTHING);
    }
  }

  private static byte[] standingKey(byte[] id) {
    byte[] task = (Candidates.TASK + '/').getBytes(UTF_8);
    return ByteBuffer.allocate(task.length + id.length).put(task).put(id).array();
  }

  /** Task, score, cost, changed lines, id: as long as a key of Winnow's, and in the same order. */
  private static byte[] rankKey(double score, byte[] id) {
    byte[] task = (Candidates.TASK + '/').getBytes(UTF_8);
    return ByteBuffer.allocate(task.length + 2 * Long.BYTES + Integer.BYTES + id.length)
        .put(task)
        .putLong(~(Double.doubleToLongBits(score) | Long.MIN_VALUE))
        .putLong(250_000)
        .putInt(120)
        .put(id)
        .array();
  }

  private static byte[] value(int size, double score) {
    return ByteBuffer.allocate(size).putDouble(score).array();
  }

  /** What Kafka Streams 4.3 opens a store with. */
  private static RocksDB open(Path folder) throws Exception {
    Files.createDirectories(folder);
    org.rocksdb.Options options =
        new org.rocksdb.Options()
            .setAtomicFlush(true)
            .setOptimizeFiltersForHits(true)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(new LRUCache(50 << 20))
                    .setBlockSize(4096)
                    .setFilterPolicy(new BloomFilter()))
            .setWriteBufferSize(16 << 20)
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setCompactionStyle(CompactionStyle.UNIVERSAL)
            .setMaxWriteBufferNumber(3)
            .setCreateIfMissing(true)
            .setIncreaseParallelism(Math.max(Runtime.getRuntime().availableProcessors(), 2));
    return RocksDB.open(options, folder.toString());
  }

  private static void check(RocksDB ranks, int count) {
    int found = 0;
    try (RocksIterator keys = ranks.newIterator()) {
      for (keys.seekToFirst(); keys.isValid(); keys.next()) {
        found++;
      }
    }
    if (found != count) {
      throw new IllegalStateException(found + " of " + count + " are on the board");
    }
  }
}
