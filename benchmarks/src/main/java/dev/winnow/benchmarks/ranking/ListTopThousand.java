package dev.winnow.benchmarks.ranking;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Keeps a board as the usual aggregate of Kafka's DSL does: one sorted list under one key. */
public final class ListTopThousand implements Contender {
  private static final String STORE = "boards-by-task-store";

  @Override
  public Measured run(Options options) throws Exception {
    TopThousand bench = new TopThousand();
    return bench.run(options, progress -> topology(bench, progress, options), ListTopThousand::top);
  }

  private static Topology topology(TopThousand bench, Progress progress, Options options) {
    Materialized<String, Leaderboard, KeyValueStore<Bytes, byte[]>> store =
        Materialized.<String, Leaderboard, KeyValueStore<Bytes, byte[]>>as(STORE)
            .withKeySerde(Serdes.String())
            .withValueSerde(bench.topics().state(Leaderboard.class));
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            TopThousand.INPUT, Consumed.with(Serdes.String(), bench.topics().standings().value()))
        .groupByKey()
        .aggregate(
            ListTopThousand::empty,
            (task, standing, board) -> {
              enter(board.getEntries(), standing);
              progress.step();
              return board;
            },
            Boolean.parseBoolean(options.text("cached"))
                ? store.withCachingEnabled()
                : store.withCachingDisabled());
    return builder.build();
  }

  private static Leaderboard empty() {
    return Leaderboard.newBuilder()
        .setTaskId(Candidates.TASK)
        .setVersion(1)
        .setEntries(new ArrayList<>())
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  /** Scores only get better, so who has left the list comes back only with a new one. */
  private static void enter(List<LeaderboardEntry> entries, Standing standing) {
    double score = Candidates.score(standing);
    if (entries.size() == TopThousand.SIZE && score(entries.get(entries.size() - 1)) >= score) {
      return;
    }
    entries.removeIf(entry -> entry.getClusterId().equals(standing.getClusterId()));
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (score(entries.get(middle)) >= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    entries.add(low, entry(standing));
    if (entries.size() > TopThousand.SIZE) {
      entries.remove(entries.size() - 1);
    }
  }

  private static double score(LeaderboardEntry entry) {
    return entry.getMetrics().get(Candidates.METRIC).getMean();
  }

  private static LeaderboardEntry entry(Standing standing) {
    return LeaderboardEntry.newBuilder()
        .setRank(0)
        .setClusterId(standing.getClusterId())
        .setAttemptId(standing.getAttemptId())
        .setVariant(standing.getVariant())
        .setCommit(standing.getCommit())
        .setSize(standing.getSize())
        .setMetrics(standing.getMetrics())
        .setCost(standing.getCost())
        .setDiff(standing.getDiff())
        .build();
  }

  private static List<String> top(KafkaStreams streams) {
    Leaderboard board =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                    STORE, QueryableStoreTypes.<String, Leaderboard>timestampedKeyValueStore()))
            .get(Candidates.TASK)
            .value();
    return board.getEntries().stream().map(LeaderboardEntry::getClusterId).toList();
  }
}
