package dev.winnow.benchmarks.ranking;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Folder;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.schemas.Standing;
import dev.winnow.streams.contest.store.RankStore;
import dev.winnow.streams.contest.store.StandingStore;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Changes scores in the stores of a contest, as the contest does it. */
public final class WinnowRanking implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    int count = options.number("candidates");
    Candidates candidates = new Candidates(count, options.number("seed"));
    try (Folder folder = Folder.make()) {
      MockProcessorContext<Void, Void> context =
          new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.path().toFile());
      KeyValueStore<String, Standing> first = open(StandingStore.NAME, context);
      KeyValueStore<byte[], byte[]> second = open(RankStore.NAME, context);
      StandingStore standings = new StandingStore(first);
      RankStore ranks = new RankStore(second);
      for (int candidate = 0; candidate < count; candidate++) {
        Standing standing = Candidates.standing(candidate, 0);
        standings.put(standing);
        ranks.add(Candidates.TASK, Candidates.key(standing), standing.getClusterId());
      }
      change(standings, ranks, candidates, options.number("warm-up"));
      int changes = options.number("changes");
      Stopwatch watch = Stopwatch.start();
      change(standings, ranks, candidates, changes);
      Measured measured = watch.stop(changes);
      check(standings, ranks, count);
      first.close();
      second.close();
      return measured;
    }
  }

  /** One of the contest's stores; without a changelog, for there is no broker. */
  @SuppressWarnings("unchecked")
  private static <K, V> KeyValueStore<K, V> open(
      String name, MockProcessorContext<Void, Void> context) {
    KeyValueStore<K, V> store = (KeyValueStore<K, V>) Stores.of(name).withLoggingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  private static void change(
      StandingStore standings, RankStore ranks, Candidates candidates, int changes) {
    for (int i = 0; i < changes; i++) {
      Candidates.Change change = candidates.next();
      String id = Candidates.id(change.candidate());
      Standing standing = standings.get(Candidates.TASK, id).orElseThrow();
      ranks.remove(Candidates.TASK, Candidates.key(standing), id);
      standing.setMetrics(Candidates.metrics(change.score()));
      standings.put(standing);
      ranks.add(Candidates.TASK, Candidates.key(standing), id);
    }
  }

  /** Everybody is on the board, once, in the order of the scores. */
  private static void check(StandingStore standings, RankStore ranks, int count) {
    List<String> top = ranks.top(Candidates.TASK, count + 1);
    double last = Double.MAX_VALUE;
    for (String id : top) {
      double score = Candidates.score(standings.get(Candidates.TASK, id).orElseThrow());
      if (score > last) {
        throw new IllegalStateException("the board is not in order");
      }
      last = score;
    }
    if (top.size() != count) {
      throw new IllegalStateException(top.size() + " of " + count + " are on the board");
    }
  }
}
