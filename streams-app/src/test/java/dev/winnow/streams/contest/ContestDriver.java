package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.streams.StateFolders;
import dev.winnow.streams.contest.store.BoardSnapshots;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The contest topology in the words of the contest. */
public final class ContestDriver implements AutoCloseable {
  private final Topics topics = new Topics(new InMemoryRegistry());
  private final BoardSnapshots snapshots = new BoardSnapshots();
  private final TopologyTestDriver driver;
  private Instant now;
  private final TestInputTopic<String, Task> tasks;
  private final TestInputTopic<String, TaskCommand> commands;
  private final TestInputTopic<String, SpecificRecord> results;
  private final TestOutputTopic<String, AttemptOrder> attempts;
  private final TestOutputTopic<String, EvaluationOrder> evaluations;
  private final TestOutputTopic<String, Leaderboard> leaderboards;
  private final TestOutputTopic<String, Standing> standings;
  private final TestOutputTopic<String, Verdict> verdicts;
  private final TestOutputTopic<String, DeadLetter> deadLetters;
  private final TestOutputTopic<String, Task> publishedTasks;

  public ContestDriver(ContestConfig config) {
    this(config, Tasks.START);
  }

  private ContestDriver(ContestConfig config, Instant now) {
    this.now = now;
    Topology topology = new Topology();
    new ContestTopology(topics, config, snapshots).addTo(topology);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "contest-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, StateFolders.next());
    driver = new TopologyTestDriver(topology, properties, now);
    tasks = input(topics.tasks());
    commands = input(topics.taskCommands());
    results = input(topics.results());
    attempts = output(topics.attempts());
    evaluations = output(topics.evaluations());
    leaderboards = output(topics.leaderboards());
    standings = output(topics.standings());
    verdicts = output(topics.verdicts());
    deadLetters = output(topics.deadLetters());
    publishedTasks = output(topics.tasks());
  }

  public ContestDriver() {
    this(new ContestConfig(3, 2));
  }

  /** The boards that are in memory. */
  public BoardSnapshots snapshots() {
    return snapshots;
  }

  public void publishTask(Task task) {
    tasks.pipeInput(task.getTaskId(), task, Tasks.START);
  }

  public void publishTask(String key, Task task) {
    tasks.pipeInput(key, task, Tasks.START);
  }

  /** A record without a value on the topic of tasks, from anybody. */
  public void deleteFromTopic(String taskId) {
    tasks.pipeInput(taskId, null, now);
  }

  public void tell(TaskCommand command, Instant at) {
    commands.pipeInput(command.getTaskId(), command, at);
  }

  public void publish(SpecificRecord result) {
    publish(result, Tasks.START.plusSeconds(1));
  }

  public void publish(SpecificRecord result, Instant at) {
    String taskId =
        result instanceof AttemptResult attempt
            ? attempt.getTaskId()
            : ((EvaluationResult) result).getTaskId();
    results.pipeInput(taskId, result, at);
  }

  public List<AttemptOrder> newAttempts() {
    return attempts.readValuesToList();
  }

  public List<EvaluationOrder> newEvaluations() {
    return evaluations.readValuesToList();
  }

  public List<Leaderboard> newLeaderboards() {
    return leaderboards.readValuesToList();
  }

  public List<Standing> newStandings() {
    return standings.readValuesToList();
  }

  public List<Verdict> newVerdicts() {
    return verdicts.readValuesToList();
  }

  public List<DeadLetter> newDeadLetters() {
    return deadLetters.readValuesToList();
  }

  /** Tasks that the topology wrote itself. */
  public List<TestRecord<String, Task>> newTaskRecords() {
    return publishedTasks.readRecordsToList();
  }

  /** Keys that were deleted since from the topics of leaderboards, standings and verdicts. */
  public List<String> newDeletions() {
    return Stream.of(leaderboards, standings, verdicts)
        .flatMap(topic -> topic.readRecordsToList().stream())
        .filter(record -> record.value() == null)
        .map(TestRecord::key)
        .toList();
  }

  public void wallTimePasses(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** Another process with other settings, whose stores hold what those of this one held. */
  public ContestDriver restarted(ContestConfig config) {
    ContestDriver next = new ContestDriver(config, now);
    stores()
        .forEach(
            (name, store) -> {
              try (KeyValueIterator<Object, Object> all = store.all()) {
                all.forEachRemaining(entry -> next.stores().get(name).put(entry.key, entry.value));
              }
            });
    close();
    return next;
  }

  /** All stores of the topology by name. */
  @SuppressWarnings("unchecked")
  public Map<String, KeyValueStore<Object, Object>> stores() {
    Map<String, KeyValueStore<Object, Object>> stores = new TreeMap<>();
    driver
        .getAllStateStores()
        .forEach((name, store) -> stores.put(name, (KeyValueStore<Object, Object>) store));
    return stores;
  }

  /** The agent of an order made the given change at the given cost. */
  public static AttemptResult patch(AttemptOrder order, String change, String cost) {
    return attempt(order, Outcome.SUCCEEDED)
        .setCommit("c".repeat(40))
        .setDiffHash(change.repeat(64).substring(0, 64))
        .setDiff(new DiffStatistics(1, 10, 2))
        .setCost(new BigDecimal(cost))
        .build();
  }

  /** The attempt of an order ended otherwise. */
  public static AttemptResult.Builder attempt(AttemptOrder order, Outcome outcome) {
    return AttemptResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setAttemptId(order.getAttemptId())
        .setVariant(order.getVariant())
        .setDelivery(1)
        .setWorker("w1")
        .setOutcome(outcome)
        .setReason(outcome == Outcome.SUCCEEDED ? "" : "it is " + outcome)
        .setStartedAt(Instant.EPOCH)
        .setAgentMs(1_000);
  }

  /** The rung of an order passed; the last one measured the given speed. */
  public static EvaluationResult passed(EvaluationOrder order, double... speeds) {
    return evaluation(order, Outcome.SUCCEEDED)
        .setSamples(
            java.util.Arrays.stream(speeds)
                .mapToObj(speed -> new Sample(Map.of("speed", speed), 5L))
                .toList())
        .build();
  }

  /** The evaluation of an order ended with an outcome. */
  public static EvaluationResult.Builder evaluation(EvaluationOrder order, Outcome outcome) {
    return EvaluationResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setClusterId(order.getClusterId())
        .setRungIndex(order.getRungIndex())
        .setDelivery(1)
        .setWorker("w1")
        .setOutcome(outcome)
        .setReason(outcome == Outcome.SUCCEEDED ? "" : "it is " + outcome)
        .setStartedAt(Instant.EPOCH)
        .setEvaluationMs(100);
  }

  /** The judge answered a question, at a cost of 0.01. */
  public static EvaluationResult vote(EvaluationOrder question, Preference preference) {
    return evaluation(question, Outcome.SUCCEEDED)
        .setPreference(preference)
        .setCost(new BigDecimal("0.01"))
        .build();
  }

  /** A store of the topology, to be read. */
  public Map<MetricName, ? extends Metric> metrics() {
    return driver.metrics();
  }

  public ReadOnlyKeyValueStore<String, ?> store(String name) {
    return driver.getKeyValueStore(name);
  }

  private <T> TestInputTopic<String, T> input(Topic<String, T> topic) {
    return driver.createInputTopic(
        topic.name(), topic.key().serializer(), topic.value().serializer());
  }

  private <T> TestOutputTopic<String, T> output(Topic<String, T> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.key().deserializer(), topic.value().deserializer());
  }

  @Override
  public void close() {
    driver.close();
  }
}
