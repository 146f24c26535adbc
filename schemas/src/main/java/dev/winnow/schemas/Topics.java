package dev.winnow.schemas;

import dev.winnow.schemas.registry.SchemaRegistry;
import dev.winnow.schemas.serde.Published;
import dev.winnow.schemas.serde.RecordSerde;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of Winnow: its name, its key and its value, each written here and nowhere else.
 *
 * <p>Keys are plain UTF-8 strings. Values are Avro in Confluent's wire format. A topic with one
 * kind of value has the subject {@code <topic>-value}; {@code winnow.results} has one subject for
 * each of its two kinds, {@code <topic>-<full name of the record>}, so that each of them evolves
 * alone.
 *
 * <p>Making this object does no I/O: a serde asks the registry when it meets its first record.
 */
public final class Topics {
  private final SchemaRegistry registry;
  private final Map<String, Schema> subjects = new TreeMap<>();
  private final Topic<String, Task> tasks;
  private final Topic<String, TaskCommand> taskCommands;
  private final Topic<String, AttemptOrder> attempts;
  private final Topic<String, EvaluationOrder> evaluations;
  private final Topic<String, SpecificRecord> results;
  private final Topic<String, Leaderboard> leaderboards;
  private final Topic<String, Standing> standings;
  private final Topic<String, Verdict> verdicts;
  private final Topic<String, PullRequestEvent> pullRequests;
  private final Topic<String, PushEvent> pushes;
  private final Topic<String, CheckOrder> checks;
  private final Topic<String, CheckResult> checkResults;
  private final Topic<String, RepositoryContracts> contracts;
  private final Topic<String, Finding> findings;
  private final Topic<String, PullRequestReport> pullRequestReports;
  private final Topic<String, DeadLetter> deadLetters;

  /**
   * Ties the topics to a registry.
   *
   * @param registry where schemas are registered and looked up
   */
  public Topics(SchemaRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
    tasks = topic("winnow.tasks", Task.class, Cleanup.COMPACT);
    taskCommands = topic("winnow.task-commands", TaskCommand.class, Cleanup.DELETE);
    attempts = topic("winnow.attempts", AttemptOrder.class, Cleanup.DELETE);
    evaluations = topic("winnow.evaluations", EvaluationOrder.class, Cleanup.DELETE);
    results = results("winnow.results");
    leaderboards = topic("winnow.leaderboards", Leaderboard.class, Cleanup.COMPACT);
    standings = topic("winnow.standings", Standing.class, Cleanup.COMPACT);
    verdicts = topic("winnow.verdicts", Verdict.class, Cleanup.COMPACT);
    pullRequests = topic("winnow.pull-requests", PullRequestEvent.class, Cleanup.DELETE);
    pushes = topic("winnow.pushes", PushEvent.class, Cleanup.DELETE);
    checks = topic("winnow.checks", CheckOrder.class, Cleanup.DELETE);
    checkResults = topic("winnow.check-results", CheckResult.class, Cleanup.DELETE);
    contracts = topic("winnow.contracts", RepositoryContracts.class, Cleanup.COMPACT);
    findings = topic("winnow.findings", Finding.class, Cleanup.COMPACT);
    pullRequestReports =
        topic("winnow.pull-request-reports", PullRequestReport.class, Cleanup.COMPACT);
    deadLetters = topic("winnow.dead-letters", DeadLetter.class, Cleanup.DELETE);
  }

  /** Returns the tasks that were submitted; key: task id. */
  public Topic<String, Task> tasks() {
    return tasks;
  }

  /** Returns what users tell tasks that are there; key: task id. */
  public Topic<String, TaskCommand> taskCommands() {
    return taskCommands;
  }

  /** Returns the queue of attempts to run; key: order id. */
  public Topic<String, AttemptOrder> attempts() {
    return attempts;
  }

  /** Returns the queue of evaluations to run; key: order id. */
  public Topic<String, EvaluationOrder> evaluations() {
    return evaluations;
  }

  /**
   * Returns what came of attempts and evaluations; key: task id. A value is an {@link
   * AttemptResult} or an {@link EvaluationResult}.
   */
  public Topic<String, SpecificRecord> results() {
    return results;
  }

  /** Returns the best of each task so far; key: task id. */
  public Topic<String, Leaderboard> leaderboards() {
    return leaderboards;
  }

  /** Returns what is known of each cluster; key: {@code <task>/<cluster>}. */
  public Topic<String, Standing> standings() {
    return standings;
  }

  /** Returns the decisions; key: task id. */
  public Topic<String, Verdict> verdicts() {
    return verdicts;
  }

  /** Returns what webhooks tell of pull requests; key: {@code <repository>#<number>}. */
  public Topic<String, PullRequestEvent> pullRequests() {
    return pullRequests;
  }

  /** Returns where default branches stand; key: the repository's name. */
  public Topic<String, PushEvent> pushes() {
    return pushes;
  }

  /** Returns the queue of checks to run; key: order id. */
  public Topic<String, CheckOrder> checks() {
    return checks;
  }

  /** Returns what came of checks; key: the order's subject. */
  public Topic<String, CheckResult> checkResults() {
    return checkResults;
  }

  /** Returns what each repository provides and consumes; key: the repository's name. */
  public Topic<String, RepositoryContracts> contracts() {
    return contracts;
  }

  /** Returns the findings; key: {@code <repository>#<number>/<fingerprint>}. */
  public Topic<String, Finding> findings() {
    return findings;
  }

  /** Returns the report of each pull request; key: {@code <repository>#<number>}. */
  public Topic<String, PullRequestReport> pullRequestReports() {
    return pullRequestReports;
  }

  /** Returns records that could not be worked on; key: the record's own. */
  public Topic<String, DeadLetter> deadLetters() {
    return deadLetters;
  }

  /** Returns all topics, in the order in which a task, and then a pull request, passes through. */
  public List<Topic<?, ?>> all() {
    return List.of(
        tasks,
        taskCommands,
        attempts,
        evaluations,
        results,
        leaderboards,
        standings,
        verdicts,
        pullRequests,
        pushes,
        checks,
        checkResults,
        contracts,
        findings,
        pullRequestReports,
        deadLetters);
  }

  /** Returns the schema that this version writes under each subject of the topics. */
  public Map<String, Schema> subjects() {
    return Collections.unmodifiableMap(subjects);
  }

  /**
   * Returns a serde for a record that is kept in a store. Its subject is the record's full name,
   * whichever store's changelog carries it.
   *
   * @param type generated class of the record
   * @param <T> the record
   */
  public <T extends SpecificRecord> Serde<T> state(Class<T> type) {
    Published<T> published = Published.of(type, Published.fullName(type));
    return new RecordSerde<>(registry, List.of(published));
  }

  private <T extends SpecificRecord> Topic<String, T> topic(
      String name, Class<T> type, Cleanup cleanup) {
    Published<T> published = Published.of(type, name + "-value");
    subjects.put(published.subject(), published.schema());
    return new Topic<>(
        name, Serdes.String(), new RecordSerde<>(registry, List.of(published)), cleanup);
  }

  private Topic<String, SpecificRecord> results(String name) {
    List<Published<? extends SpecificRecord>> kinds =
        List.of(
            ofRecordName(name, AttemptResult.class), ofRecordName(name, EvaluationResult.class));
    kinds.forEach(kind -> subjects.put(kind.subject(), kind.schema()));
    return new Topic<>(name, Serdes.String(), new RecordSerde<>(registry, kinds), Cleanup.DELETE);
  }

  private static <T extends SpecificRecord> Published<T> ofRecordName(String topic, Class<T> type) {
    return Published.of(type, topic + "-" + Published.fullName(type));
  }
}
