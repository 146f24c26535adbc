package dev.winnow.streams.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.streams.StateFolders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rocksdb.Options;

class StoreMemoryTest {
  private static final int MIB = 1 << 20;
  private static final int BOUND = 16 * MIB;

  /** What is being read or written to the disk is not taken away. */
  private static final long SLACK = BOUND / 4;

  private static final List<String> STORES =
      IntStream.range(0, 6).mapToObj(number -> "store-" + number).toList();

  private final StoreMemory memory = new StoreMemory(BOUND);
  private final Random random = new Random(1);

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void shouldTakeNoMoreThanAskedForWhenAllStoresAreWrittenToAndRead() {
    try (TopologyTestDriver driver = driver()) {
      TestInputTopic<String, byte[]> input =
          driver.createInputTopic("input", new StringSerializer(), new ByteArraySerializer());
      long most = 0;
      // Ten times the bound; each store's own buffer would take all of it.
      for (int count = 0; count < 3_200; count++) {
        byte[] value = new byte[8 << 10];
        random.nextBytes(value);
        input.pipeInput("key-" + count, value);
        awaitDisk();
        most = Math.max(most, memory.usedBytes());
      }
      assertThat(most).as("write buffers").isBetween(BOUND / 4L, BOUND / 2L + SLACK);
      for (String store : STORES) {
        KeyValueStore<String, byte[]> read = driver.getKeyValueStore(store);
        for (int count = 0; count < 3_200; count++) {
          assertThat(read.get("key-" + count)).isNotNull();
        }
        most = Math.max(most, memory.usedBytes());
      }
      assertThat(most).as("with what was read").isBetween(BOUND * 3 / 4L, BOUND + SLACK);
    }
  }

  @Test
  void shouldTakeLittleOfAStoreWhenLittleIsWrittenToIt() {
    try (TopologyTestDriver driver = driver()) {
      driver
          .createInputTopic("input", new StringSerializer(), new ByteArraySerializer())
          .pipeInput("key", new byte[100]);

      assertThat(memory.usedBytes()).isBetween(1L, STORES.size() * MIB / 3L);
    }
  }

  @Test
  void shouldSayThatNothingIsUsedWhenItIsClosed() {
    memory.close();

    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void shouldNotOpenAStoreWhenNoMemoryIsGiven() {
    try (Options options = new Options()) {
      assertThatThrownBy(() -> new BoundedStores().setConfig("tasks", options, Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("tasks");
    }
  }

  /** Where the disk is slower than the test, what is being flushed is there a little longer. */
  private void awaitDisk() {
    await().pollDelay(Duration.ZERO).until(() -> memory.usedBytes() <= BOUND / 2L + SLACK);
  }

  private TopologyTestDriver driver() {
    Topology topology = new Topology();
    topology.addSource("source", "input");
    topology.addProcessor("write", WriteAllProcessor::new, "source");
    STORES.forEach(
        store ->
            topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                    .withLoggingDisabled(),
                "write"));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "memory-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, StateFolders.next());
    properties.put(
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.String().getClass().getName());
    properties.put(
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArray().getClass().getName());
    memory.configure(properties);
    return new TopologyTestDriver(topology, properties);
  }

  private static final class WriteAllProcessor
      extends ContextualProcessor<String, byte[], Void, Void> {
    @Override
    public void process(Record<String, byte[]> record) {
      for (String store : STORES) {
        KeyValueStore<String, byte[]> written = context().getStateStore(store);
        written.put(record.key(), record.value());
      }
    }
  }
}
