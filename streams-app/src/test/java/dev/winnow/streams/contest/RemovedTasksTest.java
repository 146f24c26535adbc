package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.attempt;
import static dev.winnow.streams.contest.ContestDriver.patch;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Regrading;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.streams.contest.dedup.Prints;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.contest.store.DeadlineStore;
import dev.winnow.streams.contest.store.OpenOrderStore;
import dev.winnow.streams.contest.store.SampleStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemovedTasksTest {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ContestConfig REMOVES = new ContestConfig(3, 2, KEPT);
  private static final ContestConfig KEEPS = new ContestConfig(3, 2);

  private ContestDriver contest = new ContestDriver(REMOVES);

  @AfterEach
  void close() {
    contest.close();
  }

  @Test
  void shouldLeaveNothingOfATaskInAnyStoreWhenItsTimeIsUp() {
    play(thatFillsStores("gone-1"));
    contest.publishTask(MergeWorld.task(2, "a", "b").setTaskId("gone-2").build());
    tell("gone-2", TaskCommandKind.CANCEL, null);
    contest.wallTimePasses(Duration.ofDays(1));
    play(Tasks.task("other", 2).build());
    assertThat(storesWith("gone-"))
        .as("if a store is new, let a task fill it here")
        .containsExactlyInAnyOrderElementsOf(without(contest.stores().keySet()));
    Map<String, Long> before = sizes("other");

    contest.wallTimePasses(KEPT.minusDays(1));

    assertThat(storesWith("gone-")).isEmpty();
    assertThat(sizes("other")).isEqualTo(before);
    assertThat(contest.newDeadLetters()).isEmpty();
  }

  @Test
  void shouldDeleteItFromItsTopicsWhenItsTimeIsUp() {
    play(Tasks.task("gone", 2).build());
    contest.newDeletions();

    contest.wallTimePasses(KEPT);

    assertThat(contest.newDeletions())
        .containsExactlyInAnyOrder(
            "gone", "gone/" + cluster("v1"), "gone/" + cluster("v2"), "gone");
    assertThat(contest.newTaskRecords())
        .singleElement()
        .satisfies(record -> assertThat(record.key()).isEqualTo("gone"))
        .satisfies(record -> assertThat(record.value()).isNull());
  }

  @Test
  void shouldKeepItWhenItsTimeIsNotUp() {
    contest.wallTimePasses(Duration.ofDays(1));
    play(Tasks.task("gone", 2).build());
    contest.publishTask(Tasks.task("runs", 2).build());
    Map<String, Long> before = sizes("gone");

    contest.wallTimePasses(KEPT.minusMillis(1));

    assertThat(sizes("gone")).isEqualTo(before);
    contest.wallTimePasses(Duration.ofMillis(1));
    assertThat(sizes("gone")).isEmpty();
    assertThat(state("runs").getStatus()).as("its hour was over").isEqualTo(ContestStatus.DECIDED);
  }

  @Test
  void shouldKeepItForEverWhenNothingElseIsSaid() {
    contest = contest.restarted(KEEPS);
    play(Tasks.task("gone", 2).build());
    Map<String, Long> before = sizes("gone");

    contest.wallTimePasses(Duration.ofDays(10_000));

    assertThat(sizes("gone")).isEqualTo(before);
  }

  @Test
  void shouldRemoveARefusedTaskWhenItsTimeIsUp() {
    contest.publishTask(Tasks.task("gone", 2).setObjectives(List.of()).build());
    assertThat(state("gone").getStatus()).isEqualTo(ContestStatus.REFUSED);
    contest.newDeletions();

    contest.wallTimePasses(KEPT);

    assertThat(storesWith("gone")).isEmpty();
    assertThat(contest.newDeletions()).as("it had no board").containsExactly("gone");
  }

  @Test
  void shouldCountByTheClockWhenAWorkersClockIsWrong() {
    contest.publishTask(Tasks.task("gone", 1).build());
    AttemptOrder order = contest.newAttempts().get(0);
    contest.publish(attempt(order, Outcome.NO_CHANGE).build(), Instant.EPOCH);
    assertThat(contest.newVerdicts()).hasSize(1);

    contest.wallTimePasses(KEPT.minusMillis(1));

    assertThat(state("gone").getStatus()).isEqualTo(ContestStatus.DECIDED);
  }

  @Test
  void shouldRemoveALargeTaskBitByBitAndGoOnAfterARestart() {
    play(Tasks.task("gone", 2).build());
    addSamples("gone", 12_000);
    contest.wallTimePasses(KEPT);
    assertThat(contest.store(ContestStore.NAME).get("gone")).as("nobody finds it").isNull();
    assertThat(sizes("gone").get(SampleStore.NAME)).isBetween(7_000L, 7_100L);

    contest = contest.restarted(KEEPS);
    contest.wallTimePasses(SECOND);
    assertThat(sizes("gone").get(SampleStore.NAME)).isBetween(2_000L, 2_100L);
    contest.wallTimePasses(SECOND);

    assertThat(storesWith("gone")).isEmpty();
  }

  @Test
  void shouldOpenANewTaskOfItsIdWhenNothingOfItIsLeft() {
    play(Tasks.task("gone", 2).build());
    addSamples("gone", 6_000);
    contest.wallTimePasses(KEPT);
    Task next = Tasks.task("gone", 1).build();
    contest.publishTask(next);
    contest.publishTask(Tasks.task("gone", 3).build());
    assertThat(contest.newAttempts()).as("something is left").isEmpty();

    contest = contest.restarted(REMOVES);
    contest.wallTimePasses(SECOND);

    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getOrderId)
        .containsExactly("gone/v1-1/0");
    assertThat(state("gone").getAttemptsPlanned()).isEqualTo(1);
    assertThat(sizes("gone")).doesNotContainKey(SampleStore.NAME);
  }

  @Test
  void shouldBeANewTaskWhenTheSameIdIsSubmittedAgain() {
    Task task = Tasks.task("gone", 2).build();
    play(task);
    contest.wallTimePasses(KEPT);
    contest.newLeaderboards();

    play(task);

    assertThat(contest.newLeaderboards().get(0).getVersion()).isEqualTo(1);
    contest.wallTimePasses(KEPT.minusMillis(1));
    assertThat(state("gone").getStatus()).isEqualTo(ContestStatus.DECIDED);
    contest.wallTimePasses(SECOND);
    assertThat(storesWith("gone")).isEmpty();
  }

  @Test
  void shouldPutItOffWhenItIsGradedAnew() {
    play(Tasks.task("gone", 2).build());
    contest.wallTimePasses(Duration.ofDays(20));
    tell(
        "gone",
        TaskCommandKind.REGRADE,
        Regrading.newBuilder()
            .setObjectives(List.of(Tasks.objective(Direction.MINIMIZE, 0.0)))
            .setWallTimeMs(60_000)
            .build());
    assertThat(contest.newVerdicts()).hasSize(1);

    contest.wallTimePasses(Duration.ofDays(29));

    assertThat(state("gone").getGrade()).isEqualTo(2);
    contest.wallTimePasses(Duration.ofDays(1));
    assertThat(storesWith("gone")).isEmpty();
  }

  @Test
  void shouldNotRemoveItWhileItIsGradedAnew() {
    Task task = Tasks.task("gone", 2).build();
    play(task);
    tell(
        "gone",
        TaskCommandKind.REGRADE,
        Regrading.newBuilder()
            .setEvaluator(task.getEvaluator())
            .setWallTimeMs(KEPT.plusDays(2).toMillis())
            .build());

    contest.wallTimePasses(KEPT);

    assertThat(state("gone").getStatus()).isEqualTo(ContestStatus.RUNNING);
    assertThat(state("gone").getFinishedAt()).isEmpty();
  }

  @Test
  void shouldDropAResultWithoutADeadLetterWhenItsTaskIsRemoved() {
    contest.publishTask(Tasks.task("gone", 2).build());
    List<AttemptOrder> orders = contest.newAttempts();
    tell("gone", TaskCommandKind.CANCEL, null);
    contest.wallTimePasses(KEPT);

    contest.publish(patch(orders.get(0), "a", "0.02"));

    assertThat(contest.newDeadLetters()).isEmpty();
    assertThat(contest.newEvaluations()).isEmpty();
    assertThat(storesWith("gone")).isEmpty();
  }

  @Test
  void shouldSayThatItIsNotThereWhenARemovedTaskIsToldSomething() {
    play(Tasks.task("gone", 2).build());
    contest.wallTimePasses(KEPT);

    tell("gone", TaskCommandKind.REGRADE, Regrading.newBuilder().setWallTimeMs(60_000).build());

    assertThat(contest.newDeadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("there is no task 'gone', or no more");
    assertThat(storesWith("gone")).isEmpty();
  }

  @Test
  void shouldFindItWhenItFinishedBeforeThatWasNoted() {
    contest = contest.restarted(KEEPS);
    play(Tasks.task("gone", 2).build());
    contest.publishTask(Tasks.task("lost", 2).setObjectives(List.of()).build());
    Contest old = state("gone");
    old.setFinishedAt(null);
    contest.stores().get(ContestStore.NAME).put("gone", old);
    clear(contest.stores().get(DeadlineStore.NAME));
    contest.wallTimePasses(Duration.ofDays(40));
    contest = contest.restarted(REMOVES);

    contest.wallTimePasses(SECOND);

    assertThat(storesWith("gone")).isEmpty();
    assertThat(storesWith("lost")).isEmpty();
  }

  @Test
  void shouldWriteATaskAgainWhenSomebodyDeletesItFromItsTopic() {
    contest.publishTask(Tasks.task("gone", 2).build());
    contest.newTaskRecords();

    contest.deleteFromTopic("gone");
    contest.deleteFromTopic("unknown");

    assertThat(contest.newTaskRecords())
        .extracting(TestRecord::key, record -> record.value().getTaskId())
        .containsExactly(org.assertj.core.api.Assertions.tuple("gone", "gone"));
    assertThat(state("gone").getStatus()).isEqualTo(ContestStatus.RUNNING);
    assertThat(contest.newAttempts()).as("it is not opened twice").hasSize(2);
  }

  /** Three rungs, families of which one member waits for ever, ties and a judge. */
  private static Task thatFillsStores(String id) {
    Task.Builder task = Tasks.task(id, 8).setSimilarity(0.7);
    Rung gate = task.getEvaluator().getRungs().get(0);
    Rung last = task.getEvaluator().getRungs().get(1);
    Rung first =
        Rung.newBuilder(last).setName("short").setMetricsFrom(MetricsSource.JSON_LINES).build();
    task.getEvaluator().setRungs(List.of(gate, first, last));
    return task.setDecision(Decision.newBuilder().setEta(2).setKeep(2).build())
        .setJudge(
            Judge.newBuilder()
                .setCommand(List.of("judge"))
                .setEnvironment(Map.of())
                .setTimeoutMs(60_000)
                .setMaxCost(new BigDecimal("0.05"))
                .setRounds(1)
                .build())
        .build();
  }

  /** Plays a task to its verdict: all but v1 are equal, and v7 is much like v1. */
  private void play(Task task) {
    contest.newAttempts();
    contest.newEvaluations();
    contest.newVerdicts();
    contest.publishTask(task);
    Queue<Object> open = new ArrayDeque<>(contest.newAttempts());
    while (!open.isEmpty()) {
      Object order = open.remove();
      if (order instanceof AttemptOrder attempt) {
        contest.publish(patched(attempt));
      } else if (order instanceof EvaluationOrder evaluation) {
        contest.publish(
            evaluation.getQuestion().isPresent()
                ? ContestDriver.vote(evaluation, Preference.NEITHER)
                : measured(evaluation));
      }
      open.addAll(contest.newAttempts());
      open.addAll(contest.newEvaluations());
    }
    assertThat(contest.newVerdicts())
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.getKind()).isNotEqualTo(VerdictKind.REFUSED));
  }

  private static AttemptResult patched(AttemptOrder order) {
    int number = Integer.parseInt(order.getVariant().substring(1));
    long kind = number == 7 ? 1 : number;
    long[] set =
        LongStream.range(0, 100).map(n -> kind * 1_000 + n + (number == 7 ? 5 : 0)).toArray();
    return AttemptResult.newBuilder(patch(order, "0", "0.01"))
        .setDiffHash(Sha256.hex(order.getVariant()))
        .setFingerprint(Prints.record(set, kind))
        .build();
  }

  private static String cluster(String variant) {
    return Sha256.hex(variant).substring(0, 16);
  }

  private static dev.winnow.schemas.EvaluationResult measured(EvaluationOrder order) {
    double speed = order.getVariant().equals("v1") ? 1 : 5;
    return order.getRung().getMetricsFrom() == MetricsSource.NONE
        ? ContestDriver.passed(order)
        : ContestDriver.passed(order, speed);
  }

  private void tell(String taskId, TaskCommandKind kind, Regrading regrading) {
    contest.tell(
        TaskCommand.newBuilder()
            .setCommandId("command-" + kind)
            .setTaskId(taskId)
            .setKind(kind)
            .setIssuedAt(Tasks.START)
            .setRegrading(regrading)
            .build(),
        Tasks.START.plusSeconds(60));
  }

  private void addSamples(String taskId, int count) {
    KeyValueStore<Object, Object> samples = contest.stores().get(SampleStore.NAME);
    for (int block = 0; block < count; block++) {
      samples.put("%s/more/%010d".formatted(taskId, block), new Sample(Map.of("speed", 1.0), 5L));
    }
  }

  private Contest state(String taskId) {
    return (Contest) contest.store(ContestStore.NAME).get(taskId);
  }

  private Set<String> storesWith(String taskId) {
    return new TreeSet<>(sizes(taskId).keySet());
  }

  /** How many entries of each store speak of a task, without those that do not. */
  private Map<String, Long> sizes(String taskId) {
    return contest.stores().entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), mentions(entry.getValue(), taskId)))
        .filter(entry -> entry.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static long mentions(KeyValueStore<Object, Object> store, String taskId) {
    long count = 0;
    try (KeyValueIterator<Object, Object> all = store.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        boolean speaksOfIt =
            text(entry.key).contains(taskId) || text(entry.value).contains('"' + taskId);
        count += speaksOfIt ? 1 : 0;
      }
    }
    return count;
  }

  private static String text(Object part) {
    return part instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : part.toString();
  }

  /** A decided task has no open orders. */
  private static Set<String> without(Set<String> stores) {
    Set<String> filled = new TreeSet<>(stores);
    filled.remove(OpenOrderStore.NAME);
    return filled;
  }

  private static void clear(KeyValueStore<Object, Object> store) {
    try (KeyValueIterator<Object, Object> all = store.all()) {
      all.forEachRemaining(entry -> store.delete(entry.key));
    }
  }
}
