package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Family;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SettledOrder;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Tournament;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.Vote;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * All stores of the contest, opened for one partition. Every processor of the chain shares them:
 * they are one state, written by one thread.
 */
public final class ContestStores {
  private final TaskStore tasks;
  private final ContestStore contests;
  private final AttemptStore attempts;
  private final OpenOrderStore openOrders;
  private final SettledOrderStore settledOrders;
  private final StandingStore standings;
  private final FamilyStore families;
  private final SampleStore samples;
  private final RungStore rungs;
  private final RankStore ranks;
  private final LeaderboardStore leaderboards;
  private final RaceStore race;
  private final VoteStore votes;
  private final VerdictStore verdicts;
  private final DeadlineStore deadlines;
  private final TournamentStore tournaments;

  /** Opens the stores in a processor's context. */
  public ContestStores(ProcessorContext<?, ?> context) {
    tasks = new TaskStore(context.<KeyValueStore<String, Task>>getStateStore(TaskStore.NAME));
    contests =
        new ContestStore(context.<KeyValueStore<String, Contest>>getStateStore(ContestStore.NAME));
    attempts =
        new AttemptStore(context.<KeyValueStore<String, Attempt>>getStateStore(AttemptStore.NAME));
    openOrders =
        new OpenOrderStore(
            context.<KeyValueStore<String, OpenOrder>>getStateStore(OpenOrderStore.NAME));
    settledOrders =
        new SettledOrderStore(
            context.<KeyValueStore<String, SettledOrder>>getStateStore(SettledOrderStore.NAME));
    standings =
        new StandingStore(
            context.<KeyValueStore<String, Standing>>getStateStore(StandingStore.NAME));
    families =
        new FamilyStore(
            context.<KeyValueStore<String, Family>>getStateStore(FamilyStore.NAME),
            context.<KeyValueStore<String, PatchFingerprint>>getStateStore(
                FamilyStore.FINGERPRINTS_NAME),
            context.<KeyValueStore<byte[], byte[]>>getStateStore(FamilyStore.WAITING_NAME),
            context.<KeyValueStore<byte[], byte[]>>getStateStore(FamilyStore.INDEX_NAME));
    samples =
        new SampleStore(context.<KeyValueStore<String, Sample>>getStateStore(SampleStore.NAME));
    rungs = new RungStore(context.<KeyValueStore<byte[], byte[]>>getStateStore(RungStore.NAME));
    ranks = new RankStore(context.<KeyValueStore<byte[], byte[]>>getStateStore(RankStore.NAME));
    race = new RaceStore(context.<KeyValueStore<String, RacePoint>>getStateStore(RaceStore.NAME));
    leaderboards =
        new LeaderboardStore(
            context.<KeyValueStore<String, Leaderboard>>getStateStore(LeaderboardStore.NAME));
    votes = new VoteStore(context.<KeyValueStore<String, Vote>>getStateStore(VoteStore.NAME));
    verdicts =
        new VerdictStore(context.<KeyValueStore<String, Verdict>>getStateStore(VerdictStore.NAME));
    deadlines =
        new DeadlineStore(context.<KeyValueStore<byte[], byte[]>>getStateStore(DeadlineStore.NAME));
    tournaments =
        new TournamentStore(
            context.<KeyValueStore<String, Tournament>>getStateStore(TournamentStore.NAME));
  }

  /** Builders of all the stores, for processor suppliers to declare; make them once a topology. */
  public static Set<StoreBuilder<?>> builders(Topics topics) {
    Set<StoreBuilder<?>> builders = new LinkedHashSet<>();
    builders.add(records(TaskStore.NAME, topics, Task.class));
    builders.add(records(ContestStore.NAME, topics, Contest.class));
    builders.add(records(AttemptStore.NAME, topics, Attempt.class));
    builders.add(records(OpenOrderStore.NAME, topics, OpenOrder.class));
    builders.add(records(SettledOrderStore.NAME, topics, SettledOrder.class));
    builders.add(records(StandingStore.NAME, topics, Standing.class));
    builders.add(records(FamilyStore.NAME, topics, Family.class));
    builders.add(records(FamilyStore.FINGERPRINTS_NAME, topics, PatchFingerprint.class));
    builders.add(index(FamilyStore.WAITING_NAME));
    builders.add(index(FamilyStore.INDEX_NAME));
    builders.add(records(SampleStore.NAME, topics, Sample.class));
    builders.add(index(RungStore.NAME));
    builders.add(index(RankStore.NAME));
    builders.add(records(LeaderboardStore.NAME, topics, Leaderboard.class));
    builders.add(records(RaceStore.NAME, topics, RacePoint.class));
    builders.add(records(VoteStore.NAME, topics, Vote.class));
    builders.add(records(VerdictStore.NAME, topics, Verdict.class));
    builders.add(index(DeadlineStore.NAME));
    builders.add(records(TournamentStore.NAME, topics, Tournament.class));
    return builders;
  }

  private static <T extends SpecificRecord> StoreBuilder<?> records(
      String name, Topics topics, Class<T> type) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), topics.state(type));
  }

  private static StoreBuilder<?> index(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray());
  }

  /**
   * Takes records of a task out of the stores that have many of one.
   *
   * @param limit how many at most
   * @param standing is told the key of each standing that there was
   * @return how many there were; fewer than the limit when none is left
   */
  public int removeMany(String taskId, int limit, Consumer<String> standing) {
    List<String> keys = standings.remove(taskId, limit);
    keys.forEach(standing);
    int removed = keys.size();
    removed += attempts.remove(taskId, limit - removed);
    removed += openOrders.remove(taskId, limit - removed);
    removed += settledOrders.remove(taskId, limit - removed);
    removed += families.remove(taskId, limit - removed);
    removed += samples.remove(taskId, limit - removed);
    removed += rungs.remove(taskId, limit - removed);
    removed += ranks.remove(taskId, limit - removed);
    removed += race.remove(taskId, limit - removed);
    return removed + votes.remove(taskId, limit - removed);
  }

  public TaskStore tasks() {
    return tasks;
  }

  public ContestStore contests() {
    return contests;
  }

  public AttemptStore attempts() {
    return attempts;
  }

  public OpenOrderStore openOrders() {
    return openOrders;
  }

  public SettledOrderStore settledOrders() {
    return settledOrders;
  }

  public StandingStore standings() {
    return standings;
  }

  public FamilyStore families() {
    return families;
  }

  public SampleStore samples() {
    return samples;
  }

  public RungStore rungs() {
    return rungs;
  }

  public RankStore ranks() {
    return ranks;
  }

  public LeaderboardStore leaderboards() {
    return leaderboards;
  }

  public RaceStore race() {
    return race;
  }

  public VoteStore votes() {
    return votes;
  }

  public VerdictStore verdicts() {
    return verdicts;
  }

  public DeadlineStore deadlines() {
    return deadlines;
  }

  public TournamentStore tournaments() {
    return tournaments;
  }
}
