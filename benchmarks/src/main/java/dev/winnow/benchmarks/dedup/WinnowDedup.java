package dev.winnow.benchmarks.dedup;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Folder;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.benchmarks.ranking.Stores;
import dev.winnow.streams.contest.store.RankStore;
import dev.winnow.streams.contest.store.StandingStore;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A topology with the two stores of a ranking: the newest row of a key as a standing, the order of
 * a group as keys. What a record of its input says is how many rows are to be drawn, so that they
 * come from memory; a commit follows each.
 */
public final class WinnowDedup implements Contender {
  private static final String INPUT = "batches";
  private static final String DRAW = "draw-bids-processor";
  private static final String KEEP = "keep-newest-processor";
  private static final String RANK = "rank-bids-processor";
  private static final int BATCH = 10_000;

  @Override
  public Measured run(Options options) throws Exception {
    Bids bids =
        new Bids(
            options.number("seed"),
            options.number("auctions"),
            options.number("bidders"),
            Boolean.parseBoolean(options.text("changing")));
    Board board = new Board();
    try (Folder folder = Folder.make();
        TopologyTestDriver driver =
            new TopologyTestDriver(topology(bids, board), properties(folder), Instant.EPOCH)) {
      TestInputTopic<Integer, Integer> input =
          driver.createInputTopic(INPUT, new IntegerSerializer(), new IntegerSerializer());
      feed(input, options.number("warm-up"));
      int events = options.number("events");
      long outputs = board.outputs();
      Stopwatch watch = Stopwatch.start();
      feed(input, events);
      Measured measured = watch.stop(events);
      if (board.digest() != bids.best()) {
        throw new IllegalStateException("these are not the best of each group");
      }
      return measured.with("outputs per record", (double) (board.outputs() - outputs) / events);
    }
  }

  private static void feed(TestInputTopic<Integer, Integer> input, int events) {
    for (int left = events; left > 0; left -= BATCH) {
      input.pipeInput(0, Math.min(BATCH, left));
    }
  }

  private static Topology topology(Bids bids, Board board) {
    Topology topology = new Topology();
    topology.addSource(
        "batches-source", new IntegerDeserializer(), new IntegerDeserializer(), INPUT);
    topology.addProcessor(DRAW, () -> new DrawBidsProcessor(bids), "batches-source");
    topology.addProcessor(KEEP, with(StandingStore.NAME, KeepNewestProcessor::new), DRAW);
    topology.addProcessor(RANK, with(RankStore.NAME, () -> new RankBidsProcessor(board)), KEEP);
    topology.connectProcessorAndStateStores(RANK, StandingStore.NAME);
    return topology;
  }

  private static <I, O> ProcessorSupplier<Integer, I, Integer, O> with(
      String store, ProcessorSupplier<Integer, I, Integer, O> processors) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<Integer, I, Integer, O> get() {
        return processors.get();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        // Flink takes no checkpoints here, so nobody keeps a second copy of the state.
        return Set.of(Stores.of(store).withLoggingDisabled());
      }
    };
  }

  private static Properties properties(Folder folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.path().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return properties;
  }
}
