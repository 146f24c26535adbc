package dev.winnow.streams.contest;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.streams.contest.store.ContestStores;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From tasks and results to orders, standings, leaderboards and verdicts.
 *
 * <p>One processor chain over one set of stores, all keyed by task id. Both sources have the same
 * number of partitions, so what concerns a task meets in one place.
 */
public final class ContestTopology {
  static final String TASKS_SOURCE = "tasks-source";
  static final String RESULTS_SOURCE = "results-source";
  static final String ADMIT_TASK = "admit-task-processor";
  static final String SETTLE_ORDER = "settle-order-processor";
  static final String RECORD_ATTEMPT = "record-attempt-processor";
  static final String MEASURE_CLUSTER = "measure-cluster-processor";
  static final String ISSUE_EVALUATION = "issue-evaluation-processor";
  static final String ISSUE_ATTEMPTS = "issue-attempts-processor";
  static final String PUBLISH_LEADERBOARD = "publish-leaderboard-processor";
  static final String DECIDE_CONTEST = "decide-contest-processor";
  static final String ATTEMPTS_SINK = "attempts-sink";
  static final String EVALUATIONS_SINK = "evaluations-sink";
  static final String STANDINGS_SINK = "standings-sink";
  static final String LEADERBOARDS_SINK = "leaderboards-sink";
  static final String VERDICTS_SINK = "verdicts-sink";
  static final String DEAD_LETTERS_SINK = "dead-letters-sink";

  private final Topics topics;
  private final ContestConfig config;

  public ContestTopology(Topics topics, ContestConfig config) {
    this.topics = topics;
    this.config = config;
  }

  /** Adds the contest to a topology. */
  public void addTo(Topology topology) {
    Set<StoreBuilder<?>> stores = ContestStores.builders(topics);
    int retries = config.retryLimit();
    int boardSize = config.leaderboardSize();

    source(topology, TASKS_SOURCE, topics.tasks());
    source(topology, RESULTS_SOURCE, topics.results());

    add(topology, ADMIT_TASK, stores, AdmitTaskProcessor::new, TASKS_SOURCE);
    add(topology, SETTLE_ORDER, stores, SettleOrderProcessor::new, RESULTS_SOURCE);
    add(topology, RECORD_ATTEMPT, stores, () -> new RecordAttemptProcessor(retries), SETTLE_ORDER);
    add(
        topology,
        MEASURE_CLUSTER,
        stores,
        () -> new MeasureClusterProcessor(retries),
        SETTLE_ORDER);
    add(
        topology,
        ISSUE_EVALUATION,
        stores,
        IssueEvaluationProcessor::new,
        RECORD_ATTEMPT,
        MEASURE_CLUSTER);
    add(
        topology,
        PUBLISH_LEADERBOARD,
        stores,
        () -> new PublishLeaderboardProcessor(boardSize),
        RECORD_ATTEMPT,
        MEASURE_CLUSTER);
    add(
        topology,
        ISSUE_ATTEMPTS,
        stores,
        IssueAttemptsProcessor::new,
        ADMIT_TASK,
        RECORD_ATTEMPT,
        SETTLE_ORDER);
    add(
        topology,
        DECIDE_CONTEST,
        stores,
        () -> new DecideContestProcessor(boardSize),
        ISSUE_ATTEMPTS);

    sink(topology, ATTEMPTS_SINK, topics.attempts(), ISSUE_ATTEMPTS);
    sink(topology, EVALUATIONS_SINK, topics.evaluations(), ISSUE_EVALUATION);
    sink(topology, STANDINGS_SINK, topics.standings(), RECORD_ATTEMPT, MEASURE_CLUSTER);
    sink(topology, LEADERBOARDS_SINK, topics.leaderboards(), PUBLISH_LEADERBOARD);
    sink(topology, VERDICTS_SINK, topics.verdicts(), ADMIT_TASK, DECIDE_CONTEST);
    sink(topology, DEAD_LETTERS_SINK, topics.deadLetters(), ADMIT_TASK, SETTLE_ORDER);
  }

  private static void source(Topology topology, String name, Topic<?, ?> topic) {
    topology.addSource(
        name, topic.key().deserializer(), topic.value().deserializer(), topic.name());
  }

  private static <KI, VI, KO, VO> void add(
      Topology topology,
      String name,
      Set<StoreBuilder<?>> stores,
      Supplier<Processor<KI, VI, KO, VO>> processor,
      String... parents) {
    topology.addProcessor(name, new SharedStores<>(stores, processor), parents);
  }

  private static void sink(Topology topology, String name, Topic<?, ?> topic, String... parents) {
    topology.addSink(
        name, topic.name(), topic.key().serializer(), topic.value().serializer(), parents);
  }

  /** A processor that works on the contest's stores. */
  private record SharedStores<KI, VI, KO, VO>(
      Set<StoreBuilder<?>> stores, Supplier<Processor<KI, VI, KO, VO>> processor)
      implements ProcessorSupplier<KI, VI, KO, VO> {
    @Override
    public Processor<KI, VI, KO, VO> get() {
      return processor.get();
    }
  }
}
