package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.attempt;
import static dev.winnow.streams.contest.ContestDriver.evaluation;
import static dev.winnow.streams.contest.ContestDriver.passed;
import static dev.winnow.streams.contest.ContestDriver.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.BudgetExtension;
import dev.winnow.schemas.CommandOutcome;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Regrading;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.streams.contest.store.ContestStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskCommandsTest {
  private static final Instant LATER = Tasks.START.plusSeconds(60);

  private final ContestDriver contest = new ContestDriver();

  @AfterEach
  void close() {
    contest.close();
  }

  @Test
  void shouldDecideWithWhatIsKnownWhenItIsCancelled() {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(3, "0.30", 2)).build());
    List<AttemptOrder> orders = contest.newAttempts();
    contest.publish(patch(orders.get(0), "a", "0.02"));
    contest.publish(passed(contest.newEvaluations().get(0)));
    contest.publish(passed(contest.newEvaluations().get(0), 2.0));

    tell(TaskCommandKind.CANCEL);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.CANCELLED);
    assertThat(verdict.getReason()).startsWith("it was cancelled");
    assertThat(verdict.getKept()).extracting(LeaderboardEntry::getVariant).containsExactly("v1");
  }

  @Test
  void shouldBookWhatIsInFlightAtItsMostWhenItIsCancelled() {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(3, "0.30", 2)).build());

    tell(TaskCommandKind.CANCEL);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.20");
    assertThat(verdict.getSpend().getReserved()).isEqualByComparingTo("0");
  }

  @Test
  void shouldChangeNothingWhenAResultComesAfterTheTaskWasCancelled() {
    contest.publishTask(Tasks.task("t", 2).build());
    List<AttemptOrder> orders = contest.newAttempts();
    tell(TaskCommandKind.CANCEL);
    contest.newVerdicts();

    contest.publish(patch(orders.get(0), "a", "0.02"));

    assertThat(contest.newEvaluations()).isEmpty();
    assertThat(contest.newVerdicts()).isEmpty();
  }

  @Test
  void shouldIssueNothingWhenItIsPaused() {
    contest.publishTask(Tasks.task("t", 4).setBudget(Tasks.budget(4, null, 2)).build());
    List<AttemptOrder> orders = contest.newAttempts();
    tell(TaskCommandKind.PAUSE);

    contest.publish(patch(orders.get(0), "a", "0.02"));
    contest.publish(attempt(orders.get(1), Outcome.INFRASTRUCTURE_FAILED).build());

    assertThat(contest.newAttempts()).isEmpty();
    assertThat(contest.newEvaluations()).isEmpty();
  }

  @Test
  void shouldIssueWhatWasHeldBackWhenItIsResumed() {
    contest.publishTask(Tasks.task("t", 4).setBudget(Tasks.budget(4, null, 2)).build());
    List<AttemptOrder> orders = contest.newAttempts();
    tell(TaskCommandKind.PAUSE);
    contest.publish(patch(orders.get(0), "a", "0.02"));
    contest.publish(attempt(orders.get(1), Outcome.INFRASTRUCTURE_FAILED).build());

    tell(TaskCommandKind.RESUME);

    assertThat(contest.newEvaluations()).hasSize(1);
    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getOrderId)
        .containsExactly("t/v2-1/1", "t/v3-1/0");
  }

  @Test
  void shouldNotCountTheTimeInWhichItWasPaused() {
    contest.publishTask(Tasks.task("t", 2).build());
    tell(command(TaskCommandKind.PAUSE).build(), Tasks.START.plus(Duration.ofMinutes(50)));
    contest.wallTimePasses(Duration.ofHours(3));
    assertThat(contest.newVerdicts()).isEmpty();

    tell(command(TaskCommandKind.RESUME).build(), Tasks.START.plus(Duration.ofHours(3)));

    assertThat(state().getEndsAt()).isEqualTo(Tasks.START.plus(Duration.ofMinutes(190)));
    contest.wallTimePasses(Duration.ofMinutes(11));
    assertThat(contest.newVerdicts()).hasSize(1);
  }

  @Test
  void shouldGoOnWhenTheBudgetIsExtended() {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(2, "0.10", 3)).build());
    assertThat(contest.newAttempts()).hasSize(1);

    tell(
        command(TaskCommandKind.EXTEND)
            .setExtension(new BudgetExtension(1, new BigDecimal("0.20"), 60_000L))
            .build(),
        LATER);

    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getAttemptId)
        .containsExactly("v2-1", "v3-1");
    assertThat(state().getEndsAt()).isEqualTo(Tasks.START.plus(Duration.ofMinutes(61)));
  }

  @Test
  void shouldDoACommandOnceWhenItComesTwice() {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(1, null, 1)).build());
    TaskCommand extend =
        command(TaskCommandKind.EXTEND).setExtension(new BudgetExtension(1, null, 0L)).build();
    tell(extend, LATER);

    tell(extend, LATER);

    contest.publish(attempt(contest.newAttempts().get(0), Outcome.NO_CHANGE).build());
    contest.publish(attempt(contest.newAttempts().get(0), Outcome.NO_CHANGE).build());
    assertThat(contest.newVerdicts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 51})
  void shouldKnowTheLastFiftyCommandsWhenThereWereAsManyOrMore(int count) {
    contest.publishTask(Tasks.task("t", 1).build());

    for (int number = 1; number <= count; number++) {
      tell(command(TaskCommandKind.RESUME).setCommandId("c" + number).build(), LATER);
    }

    assertThat(state().getCommands())
        .extracting(CommandOutcome::getCommandId)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(count - 49, count).mapToObj(number -> "c" + number).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_001})
  void shouldListAThousandAndCountAllWhenAsManyOrMoreAreNotOnTheBoard(int attempts) {
    contest.publishTask(Tasks.task("t", attempts).build());

    tell(TaskCommandKind.CANCEL);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getRejected()).hasSize(1_000);
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("TIMED_OUT", attempts));
  }

  @Test
  void shouldRefuseWithTheReasonWhenABudgetWouldShrink() {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(2, "0.10", 3)).build());

    tell(
        command(TaskCommandKind.EXTEND)
            .setExtension(new BudgetExtension(0, new BigDecimal("-0.05"), 0L))
            .build(),
        LATER);

    assertThat(state().getCommands())
        .extracting(CommandOutcome::getApplied, CommandOutcome::getReason)
        .containsExactly(
            tuple(false, "a budget can be raised and not lowered: cancel the task to stop it"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskCommandKind.class,
      names = {"CANCEL", "PAUSE", "RESUME", "EXTEND"})
  void shouldRefuseWhenTheTaskIsDecided(TaskCommandKind kind) {
    decided();

    tell(kind);

    assertThat(state().getStatus()).isEqualTo(ContestStatus.DECIDED);
    assertThat(state().getCommands())
        .extracting(CommandOutcome::getReason)
        .containsExactly("it is decided already");
  }

  @Test
  void shouldKeepADeadLetterWhenThereIsNoSuchTask() {
    tell(TaskCommandKind.CANCEL);

    assertThat(contest.newDeadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("there is no task 't', or no more");
  }

  @Test
  void shouldEvaluateThePatchesAndRunNoAgentWhenItIsRegraded() {
    decided();
    var evaluator = Tasks.task("t", 2).build().getEvaluator();
    evaluator.setRungs(evaluator.getRungs().subList(1, 2));

    tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder().setEvaluator(evaluator).setWallTimeMs(60_000).build())
            .build(),
        LATER);

    List<EvaluationOrder> orders = contest.newEvaluations();
    assertThat(orders)
        .extracting(EvaluationOrder::getOrderId, EvaluationOrder::getGrade)
        .containsExactlyInAnyOrder(
            tuple("t/aaaaaaaaaaaaaaaa/g2-0/0", 2), tuple("t/bbbbbbbbbbbbbbbb/g2-0/0", 2));
    assertThat(contest.newAttempts()).isEmpty();
    assertThat(lastBoard().getEntries()).isEmpty();
    orders.forEach(
        order -> contest.publish(passed(order, order.getVariant().equals("v1") ? 9 : 1)));
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getGrade()).isEqualTo(2);
    assertThat(verdict.getReason()).startsWith("all patches are graded anew");
    assertThat(verdict.getKept())
        .extracting(LeaderboardEntry::getVariant)
        .containsExactly("v1", "v2");
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 2));
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.04");
  }

  @Test
  void shouldRefuseARegradingThatIsToldParametersWhenPatchesOfSeveralAreOne() {
    contest.publishTask(Tasks.task("t", 2).build());
    contest
        .newAttempts()
        .forEach(order -> contest.publish(ContestDriver.patch(order, "a", "0.02")));
    contest.publish(passed(contest.newEvaluations().get(0)));
    contest.publish(passed(contest.newEvaluations().get(0), 1));
    var evaluator = Tasks.task("t", 2).build().getEvaluator();
    evaluator.getRungs().get(1).setCommand(List.of("run", "{{parameters.size}}"));
    state();

    tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder().setEvaluator(evaluator).setWallTimeMs(60_000).build())
            .build(),
        LATER);

    assertThat(state().getStatus()).isEqualTo(ContestStatus.DECIDED);
    assertThat(state().getCommands().get(0).getReason()).contains("size");
  }

  @Test
  void shouldNotRunAGateAgainThatIsAsBeforeWhenItIsRegraded() {
    contest.publishTask(Tasks.task("t", 2).build());
    List<AttemptOrder> attempts = contest.newAttempts();
    contest.publish(patch(attempts.get(0), "a", "0.02"));
    contest.publish(patch(attempts.get(1), "b", "0.02"));
    List<EvaluationOrder> tests = contest.newEvaluations();
    contest.publish(passed(tests.get(0)));
    contest.publish(evaluation(tests.get(1), Outcome.REJECTED_BY_GATE).build());
    contest.newEvaluations().forEach(order -> contest.publish(passed(order, 1)));
    assertThat(contest.newVerdicts()).hasSize(1);
    var evaluator = Tasks.task("t", 2).build().getEvaluator();
    evaluator.getRungs().get(1).setCommand(List.of("evaluate", "otherwise"));

    tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder().setEvaluator(evaluator).setWallTimeMs(60_000).build())
            .build(),
        LATER);

    List<EvaluationOrder> orders = contest.newEvaluations();
    assertThat(orders)
        .extracting(EvaluationOrder::getOrderId)
        .containsExactlyInAnyOrder("t/aaaaaaaaaaaaaaaa/g2-1/0", "t/bbbbbbbbbbbbbbbb/g2-0/0");
    contest.publish(passed(orders.get(0), orders.get(0).getRungIndex() == 1 ? 3 : 4));
    contest.publish(passed(orders.get(1), orders.get(1).getRungIndex() == 1 ? 3 : 4));
    contest.newEvaluations().forEach(order -> contest.publish(passed(order, 4)));
    assertThat(contest.newVerdicts().get(0).getKept())
        .extracting(LeaderboardEntry::getVariant)
        .containsExactly("v2", "v1");
    assertThat(state().getSpend().getReserved()).isEqualByComparingTo("0");
  }

  @Test
  void shouldGradeAnewWhatACancelledTaskHadWhenAnAttemptNeverCameBack() {
    contest.publishTask(Tasks.task("t", 2).build());
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.02"));
    contest.newEvaluations();
    tell(TaskCommandKind.CANCEL);
    contest.newVerdicts();

    tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder()
                    .setEvaluator(Tasks.task("t", 2).build().getEvaluator())
                    .setWallTimeMs(60_000)
                    .build())
            .build(),
        LATER);
    contest.newEvaluations().forEach(order -> contest.publish(passed(order)));
    contest.newEvaluations().forEach(order -> contest.publish(passed(order, 1)));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 1, "TIMED_OUT", 1));
    assertThat(verdict.getRejected())
        .singleElement()
        .satisfies(lost -> assertThat(lost.getReason()).contains("cancelled"));
  }

  @Test
  void shouldGoOnWithWhatTheDeadlineCutShortWhenTheTimeIsExtended() {
    contest.publishTask(Tasks.task("t", 2).build());
    List<AttemptOrder> orders = contest.newAttempts();
    contest.publish(patch(orders.get(0), "a", "0.02"));
    EvaluationOrder tests = contest.newEvaluations().get(0);
    Instant late = Tasks.START.plus(Duration.ofHours(1));
    contest.publish(attempt(orders.get(1), Outcome.INFRASTRUCTURE_FAILED).build(), late);
    contest.publish(evaluation(tests, Outcome.INFRASTRUCTURE_FAILED).build(), late);
    assertThat(contest.newAttempts()).isEmpty();
    assertThat(contest.newEvaluations()).isEmpty();

    tell(
        command(TaskCommandKind.EXTEND).setExtension(new BudgetExtension(0, null, 60_000L)).build(),
        late.plusMillis(1));

    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getOrderId)
        .containsExactly("t/v2-1/1");
    assertThat(contest.newEvaluations())
        .extracting(EvaluationOrder::getOrderId)
        .containsExactly("t/aaaaaaaaaaaaaaaa/0/1");
  }

  @ParameterizedTest
  @CsvSource({"31622400000, true", "31622400001, false", "1, true", "0, false"})
  void shouldGradeAnewForAYearAtMost(long wallTimeMs, boolean isApplied) {
    Task task = Tasks.task("t", 2).build();
    decided(task);
    Regrading regrading =
        Regrading.newBuilder().setEvaluator(task.getEvaluator()).setWallTimeMs(wallTimeMs).build();

    tell(command(TaskCommandKind.REGRADE).setRegrading(regrading).build(), LATER);

    assertThat(state().getCommands())
        .extracting(CommandOutcome::getApplied)
        .containsExactly(isApplied);
  }

  /** The task has an hour already. */
  @ParameterizedTest
  @CsvSource({"31618800000, true", "31618800001, false"})
  void shouldExtendTheTimeToAYearAtMost(long wallTimeMs, boolean isApplied) {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(3, null, 1)).build());

    tell(
        command(TaskCommandKind.EXTEND)
            .setExtension(new BudgetExtension(0, null, wallTimeMs))
            .build(),
        LATER);

    assertThat(state().getCommands())
        .extracting(CommandOutcome::getApplied)
        .containsExactly(isApplied);
  }

  @Test
  void shouldRefuseToGradeAnewWhenTheMoneyMayNotLastForAllPatches() {
    Task task = Tasks.task("t", 2).setBudget(Tasks.budget(2, "1.00", 2)).build();
    task.getEvaluator().setPricePerHour(new BigDecimal("6.00"));
    decided(task);
    Regrading regrading =
        Regrading.newBuilder().setEvaluator(task.getEvaluator()).setWallTimeMs(60_000).build();
    task.getEvaluator().getRungs().get(0).setTimeoutMs(300_000);

    tell(command(TaskCommandKind.REGRADE).setRegrading(regrading).build(), LATER);
    regrading.setMoney(new BigDecimal("3.00"));
    tell(
        command(TaskCommandKind.REGRADE).setCommandId("again").setRegrading(regrading).build(),
        LATER);

    assertThat(state().getCommands().get(0).getReason())
        .contains("grading its 2 patches can cost $", "--money");
    assertThat(state().getCommands().get(1).getApplied()).isTrue();
    assertThat(contest.newEvaluations()).hasSize(2);
  }

  @Test
  void shouldOrderNothingWhenThePausedSampleIsOfAClusterThatIsRejectedMeanwhile() {
    Task task = Tasks.task("t", 2).build();
    task.getObjectives().get(0).setExact(false);
    task.getEvaluator().setPricePerHour(new BigDecimal("0.60"));
    task.getBudget().setConcurrent(4);
    List<EvaluationOrder> race = raced(task);
    EvaluationOrder first = race.get(0);
    EvaluationOrder second =
        race.stream()
            .skip(1)
            .filter(order -> order.getClusterId().equals(first.getClusterId()))
            .findFirst()
            .orElseThrow();
    tell(TaskCommandKind.PAUSE);
    contest.publish(evaluation(first, Outcome.INFRASTRUCTURE_FAILED).build());
    contest.publish(evaluation(second, Outcome.REJECTED_BY_GATE).build());
    BigDecimal reserved = state().getSpend().getReserved();

    tell(TaskCommandKind.RESUME);

    assertThat(contest.newEvaluations())
        .extracting(EvaluationOrder::getClusterId)
        .doesNotContain(first.getClusterId());
    assertThat(state().getSpend().getReserved()).isLessThan(reserved);
  }

  @Test
  void shouldEvaluateNothingWhenOnlyTheObjectivesAreOthers() {
    decided();

    tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder()
                    .setObjectives(List.of(Tasks.objective(Direction.MINIMIZE, 0.0)))
                    .setWallTimeMs(60_000)
                    .build())
            .build(),
        LATER);

    assertThat(contest.newEvaluations()).isEmpty();
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKept())
        .extracting(LeaderboardEntry::getVariant)
        .containsExactly("v1", "v2");
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 2));
  }

  @Test
  void shouldRefuseToRegradeWhenAnObjectiveIsWrong() {
    decided();

    tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder()
                    .setObjectives(List.of(Tasks.objective(Direction.MINIMIZE, -1.0)))
                    .setWallTimeMs(60_000)
                    .build())
            .build(),
        LATER);

    assertThat(state().getCommands())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.getReason()).contains("objectives[0].tolerance"));
    assertThat(state().getStatus()).isEqualTo(ContestStatus.DECIDED);
  }

  @Test
  void shouldIgnoreAnEvaluationOfTheGradingBefore() {
    contest.publishTask(Tasks.task("t", 1).build());
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.02"));
    EvaluationOrder old = contest.newEvaluations().get(0);
    tell(TaskCommandKind.CANCEL);
    contest.newVerdicts();
    tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder()
                    .setEvaluator(Tasks.task("t", 1).build().getEvaluator())
                    .setWallTimeMs(60_000)
                    .build())
            .build(),
        LATER);
    contest.newEvaluations();

    contest.publish(evaluation(old, Outcome.REJECTED_BY_GATE).build());

    assertThat(contest.newVerdicts()).isEmpty();
  }

  private void decided() {
    decided(Tasks.task("t", 2).build());
  }

  /** Two patches: v1 with speed 1, v2 with speed 2. */
  private void decided(Task task) {
    raced(task);
    assertThat(contest.newVerdicts()).hasSize(1);
    contest.newLeaderboards();
  }

  /** The same; what is ordered when both are on the board. */
  private List<EvaluationOrder> raced(Task task) {
    contest.publishTask(task);
    List<AttemptOrder> orders = contest.newAttempts();
    contest.publish(patch(orders.get(0), "a", "0.02"));
    contest.publish(patch(orders.get(1), "b", "0.02"));
    contest.newEvaluations().forEach(order -> contest.publish(passed(order)));
    contest
        .newEvaluations()
        .forEach(order -> contest.publish(passed(order, order.getVariant().equals("v1") ? 1 : 2)));
    return contest.newEvaluations();
  }

  private Leaderboard lastBoard() {
    List<Leaderboard> boards = contest.newLeaderboards();
    return boards.get(boards.size() - 1);
  }

  private Contest state() {
    return (Contest) contest.store(ContestStore.NAME).get("t");
  }

  private void tell(TaskCommandKind kind) {
    tell(command(kind).build(), LATER);
  }

  private void tell(TaskCommand command, Instant at) {
    contest.tell(command, at);
  }

  private static TaskCommand.Builder command(TaskCommandKind kind) {
    return TaskCommand.newBuilder()
        .setCommandId("command-" + kind)
        .setTaskId("t")
        .setKind(kind)
        .setIssuedAt(Tasks.START);
  }
}
