package dev.winnow.benchmarks.decoding;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/** Reads the same bytes with one deserializer for each kind of record. */
final class Decoding {
  private static final String TOPIC = "bench";
  private static final int DRAWN = 1_000;
  private static final long SEED = 1;

  private final SchemaRegistry registry = new InMemoryRegistry();
  private final Map<Class<? extends SpecificRecord>, List<byte[]>> written = new LinkedHashMap<>();
  private final List<SpecificRecord> drawn = new ArrayList<>();

  /** Draws the records and writes them as Winnow does. */
  Decoding() {
    Topics topics = new Topics(registry);
    HotRecords records = new HotRecords(SEED);
    for (Class<? extends SpecificRecord> kind : records.kinds()) {
      List<byte[]> all = new ArrayList<>();
      for (int i = 0; i < DRAWN; i++) {
        SpecificRecord record = records.next(kind);
        drawn.add(record);
        all.add(bytes(topics.state(kind), record));
      }
      written.put(kind, all);
    }
  }

  /**
   * Reads each record of each kind as often as asked, a kind after the other, which is what a JIT
   * likes best, and all of them in turns before that, which is what it meets in an application.
   *
   * @param deserializers what reads a kind, by the registry
   */
  Measured run(
      Options options,
      BiFunction<SchemaRegistry, Class<? extends SpecificRecord>, Deserializer<?>> deserializers) {
    Map<Class<? extends SpecificRecord>, Deserializer<?>> all = new LinkedHashMap<>();
    written.keySet().forEach(kind -> all.put(kind, deserializers.apply(registry, kind)));
    check(all);
    turns(all, options.number("warm-up"));
    int rounds = options.number("rounds");
    Stopwatch watch = Stopwatch.start();
    long read = turns(all, rounds);
    Measured measured = watch.stop((double) read);
    for (var kind : written.entrySet()) {
      Stopwatch own = Stopwatch.start();
      long count = round(all.get(kind.getKey()), kind.getValue(), rounds);
      measured =
          measured.with(
              kind.getKey().getSimpleName() + " per CPU-second",
              own.stop((double) count).all().get(Measured.PER_CPU_SECOND));
    }
    return measured;
  }

  /** What is read is what was written. */
  private void check(Map<Class<? extends SpecificRecord>, Deserializer<?>> all) {
    int next = 0;
    for (var kind : written.entrySet()) {
      for (byte[] bytes : kind.getValue()) {
        Object read = all.get(kind.getKey()).deserialize(TOPIC, bytes);
        if (!drawn.get(next++).equals(read)) {
          throw new IllegalStateException("read another " + kind.getKey().getSimpleName());
        }
      }
    }
  }

  private long turns(Map<Class<? extends SpecificRecord>, Deserializer<?>> all, int rounds) {
    long read = 0;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < DRAWN; i++) {
        for (var kind : written.entrySet()) {
          read += count(all.get(kind.getKey()).deserialize(TOPIC, kind.getValue().get(i)));
        }
      }
    }
    return read;
  }

  private static long round(Deserializer<?> deserializer, List<byte[]> records, int rounds) {
    long read = 0;
    for (int round = 0; round < rounds; round++) {
      for (byte[] bytes : records) {
        read += count(deserializer.deserialize(TOPIC, bytes));
      }
    }
    return read;
  }

  /** Looks at what was read, so that no compiler leaves it out. */
  private static int count(Object record) {
    return ((SpecificRecord) record).get(0) == null ? 0 : 1;
  }

  @SuppressWarnings("unchecked")
  private static byte[] bytes(Serde<? extends SpecificRecord> serde, SpecificRecord record) {
    return ((Serde<SpecificRecord>) serde).serializer().serialize(TOPIC, record);
  }
}
