package dev.winnow.benchmarks.ranking;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.schemas.Standing;
import dev.winnow.streams.contest.store.RankStore;
import dev.winnow.streams.contest.store.StandingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.StoreBuilder;

/** Keeps a board in the two stores of a contest: standings, and their order. */
public final class WinnowTopThousand implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    TopThousand bench = new TopThousand();
    return bench.run(options, progress -> topology(bench, progress), WinnowTopThousand::top);
  }

  private static Topology topology(TopThousand bench, Progress progress) {
    Topology topology = new Topology();
    topology.addSource(
        "standings-source",
        new StringDeserializer(),
        bench.topics().standings().value().deserializer(),
        TopThousand.INPUT);
    topology.addProcessor("rank-standings-processor", new Ranking(progress), "standings-source");
    return topology;
  }

  private static List<String> top(KafkaStreams streams) {
    List<String> ids = new ArrayList<>();
    RankStore.scan(
        streams.store(
            StoreQueryParameters.fromNameAndType(
                RankStore.NAME, QueryableStoreTypes.<byte[], byte[]>keyValueStore())),
        Candidates.TASK,
        new byte[0],
        place -> ids.add(place.clusterId()) && ids.size() < TopThousand.SIZE);
    return ids;
  }

  private record Ranking(Progress progress)
      implements ProcessorSupplier<String, Standing, Void, Void> {
    @Override
    public Processor<String, Standing, Void, Void> get() {
      return new RankStandingsProcessor(progress);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(Stores.of(StandingStore.NAME), Stores.of(RankStore.NAME));
    }
  }

  private static final class RankStandingsProcessor
      implements Processor<String, Standing, Void, Void> {
    private final Progress progress;
    private StandingStore standings;
    private RankStore ranks;

    RankStandingsProcessor(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      standings =
          new StandingStore(
              context.<KeyValueStore<String, Standing>>getStateStore(StandingStore.NAME));
      ranks = new RankStore(context.<KeyValueStore<byte[], byte[]>>getStateStore(RankStore.NAME));
    }

    @Override
    public void process(Record<String, Standing> record) {
      Standing after = record.value();
      String id = after.getClusterId();
      standings
          .get(record.key(), id)
          .ifPresent(before -> ranks.remove(record.key(), Candidates.key(before), id));
      standings.put(after);
      ranks.add(record.key(), Candidates.key(after), id);
      progress.step();
    }
  }
}
