package dev.winnow.streams.contest;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.streams.contest.store.BoardSnapshots;
import dev.winnow.streams.contest.store.CommittedStore;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.wiring.Nodes;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * From tasks and results to orders, standings, leaderboards and verdicts.
 *
 * <p>One processor chain over one set of stores, all keyed by task id. All sources have the same
 * number of partitions, so what concerns a task meets in one place.
 */
public final class ContestTopology {
  static final String TASKS_SOURCE = "tasks-source";
  static final String TASK_COMMANDS_SOURCE = "task-commands-source";
  static final String RESULTS_SOURCE = "results-source";
  static final String REMOVE_TASKS = "remove-tasks-processor";
  static final String ADMIT_TASK = "admit-task-processor";
  static final String CONTROL_TASK = "control-task-processor";
  static final String SETTLE_ORDER = "settle-order-processor";
  static final String RECORD_ATTEMPT = "record-attempt-processor";
  static final String MEASURE_CLUSTER = "measure-cluster-processor";
  static final String ISSUE_EVALUATION = "issue-evaluation-processor";
  static final String ISSUE_ATTEMPTS = "issue-attempts-processor";
  static final String PROMOTE_CLUSTERS = "promote-clusters-processor";
  static final String RUN_TOURNAMENT = "run-tournament-processor";
  static final String RECORD_VOTE = "record-vote-processor";
  static final String ASK_JUDGE = "ask-judge-processor";
  static final String PUBLISH_LEADERBOARD = "publish-leaderboard-processor";
  static final String DECIDE_CONTEST = "decide-contest-processor";
  static final String COMMITTED_LEADERBOARDS_SOURCE = "committed-leaderboards-source";
  static final String COMMITTED_VERDICTS_SOURCE = "committed-verdicts-source";
  static final String KEEP_LEADERBOARDS = "keep-leaderboards-processor";
  static final String KEEP_VERDICTS = "keep-verdicts-processor";
  static final String TASKS_SINK = "tasks-sink";
  static final String ATTEMPTS_SINK = "attempts-sink";
  static final String EVALUATIONS_SINK = "evaluations-sink";
  static final String STANDINGS_SINK = "standings-sink";
  static final String LEADERBOARDS_SINK = "leaderboards-sink";
  static final String VERDICTS_SINK = "verdicts-sink";
  static final String DEAD_LETTERS_SINK = "dead-letters-sink";

  private final Topics topics;
  private final ContestConfig config;
  private final BoardSnapshots snapshots;

  /**
   * @param snapshots where queries of this instance find what was published last
   */
  public ContestTopology(Topics topics, ContestConfig config, BoardSnapshots snapshots) {
    this.topics = topics;
    this.config = config;
    this.snapshots = snapshots;
  }

  /** Adds the contest to a topology. */
  public void addTo(Topology topology) {
    Nodes nodes = new Nodes(topology, ContestStores.builders(topics));
    int retries = config.retryLimit();
    int boardSize = config.leaderboardSize();

    nodes.source(TASKS_SOURCE, topics.tasks());
    nodes.source(TASK_COMMANDS_SOURCE, topics.taskCommands());
    nodes.source(RESULTS_SOURCE, topics.results());

    nodes.processor(
        REMOVE_TASKS, () -> new RemoveTasksProcessor(config.finishedKept()), TASKS_SOURCE);
    nodes.processor(ADMIT_TASK, AdmitTaskProcessor::new, REMOVE_TASKS);
    nodes.processor(CONTROL_TASK, ControlTaskProcessor::new, TASK_COMMANDS_SOURCE);
    nodes.processor(SETTLE_ORDER, SettleOrderProcessor::new, RESULTS_SOURCE);
    nodes.processor(RECORD_ATTEMPT, () -> new RecordAttemptProcessor(retries), SETTLE_ORDER);
    nodes.processor(MEASURE_CLUSTER, () -> new MeasureClusterProcessor(retries), SETTLE_ORDER);
    nodes.processor(RECORD_VOTE, () -> new RecordVoteProcessor(retries), SETTLE_ORDER);
    nodes.processor(
        ISSUE_ATTEMPTS,
        IssueAttemptsProcessor::new,
        ADMIT_TASK,
        RECORD_ATTEMPT,
        SETTLE_ORDER,
        CONTROL_TASK);
    nodes.processor(PROMOTE_CLUSTERS, PromoteClustersProcessor::new, ISSUE_ATTEMPTS);
    nodes.processor(
        RUN_TOURNAMENT,
        () -> new RunTournamentProcessor(retries),
        SETTLE_ORDER,
        ISSUE_ATTEMPTS,
        PROMOTE_CLUSTERS);
    nodes.processor(
        ISSUE_EVALUATION,
        IssueEvaluationProcessor::new,
        ADMIT_TASK,
        RECORD_ATTEMPT,
        MEASURE_CLUSTER,
        PROMOTE_CLUSTERS,
        RUN_TOURNAMENT,
        CONTROL_TASK);
    nodes.processor(ASK_JUDGE, AskJudgeProcessor::new, PROMOTE_CLUSTERS);
    nodes.processor(
        DECIDE_CONTEST, DecideContestProcessor::new, ASK_JUDGE, RUN_TOURNAMENT, CONTROL_TASK);
    nodes.processor(
        PUBLISH_LEADERBOARD,
        () -> new PublishLeaderboardProcessor(boardSize, snapshots),
        RECORD_ATTEMPT,
        MEASURE_CLUSTER,
        ISSUE_ATTEMPTS,
        CONTROL_TASK,
        DECIDE_CONTEST);

    nodes.sink(TASKS_SINK, topics.tasks(), REMOVE_TASKS);
    nodes.sink(ATTEMPTS_SINK, topics.attempts(), ISSUE_ATTEMPTS, RUN_TOURNAMENT);
    nodes.sink(EVALUATIONS_SINK, topics.evaluations(), ISSUE_EVALUATION, ASK_JUDGE);
    nodes.sink(
        STANDINGS_SINK,
        topics.standings(),
        REMOVE_TASKS,
        ADMIT_TASK,
        RECORD_ATTEMPT,
        MEASURE_CLUSTER,
        PROMOTE_CLUSTERS,
        RUN_TOURNAMENT,
        CONTROL_TASK);
    nodes.sink(LEADERBOARDS_SINK, topics.leaderboards(), REMOVE_TASKS, PUBLISH_LEADERBOARD);
    nodes.sink(VERDICTS_SINK, topics.verdicts(), REMOVE_TASKS, ADMIT_TASK, DECIDE_CONTEST);
    nodes.sink(DEAD_LETTERS_SINK, topics.deadLetters(), ADMIT_TASK, CONTROL_TASK, SETTLE_ORDER);

    keep(
        topology,
        CommittedStore.LEADERBOARDS,
        topics.leaderboards(),
        COMMITTED_LEADERBOARDS_SOURCE,
        KEEP_LEADERBOARDS);
    keep(
        topology,
        CommittedStore.VERDICTS,
        topics.verdicts(),
        COMMITTED_VERDICTS_SOURCE,
        KEEP_VERDICTS);
  }

  /** Adds a global store of a topic. Its consumer reads what is committed, as all do here. */
  private static <V> void keep(
      Topology topology, String store, Topic<String, V> topic, String source, String processor) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(store), Serdes.String(), topic.value())
            .withLoggingDisabled(),
        source,
        topic.key().deserializer(),
        topic.value().deserializer(),
        topic.name(),
        processor,
        () -> new KeepCommittedProcessor<V>(store));
  }
}
