package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.evaluation;
import static dev.winnow.streams.contest.ContestDriver.passed;
import static dev.winnow.streams.contest.ContestDriver.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.store.AttemptStore;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.contest.store.SettledOrderStore;
import dev.winnow.streams.contest.store.TaskStore;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that were run more than once, as after the death of a broker. */
class LateRunsTest {
  private static final String ID = "t";

  private ContestDriver contest = new ContestDriver();

  @AfterEach
  void close() {
    contest.close();
  }

  @Test
  void shouldBookASecondRunOnceAndChangeNothingElse() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));
    Contest before = state();
    Object attempt = contest.store(AttemptStore.NAME).get(AttemptStore.key(ID, "v1-1"));
    contest.newEvaluations();

    contest.publish(run(patch(order, "b", "0.05"), "two"));
    contest.publish(run(patch(order, "b", "0.05"), "two"));
    contest.publish(run(patch(order, "a", "0.04"), "one"));

    assertThat(money()).isEqualByComparingTo("0.09");
    assertThat(state().getLateMoney().orElseThrow()).isEqualByComparingTo("0.05");
    assertThat(state().getSpend().getAgentMs()).isEqualTo(2_000);
    assertThat(state().getSpend().getReserved()).isEqualTo(before.getSpend().getReserved());
    assertThat(withoutMoney(state())).isEqualTo(withoutMoney(before));
    assertThat(contest.store(AttemptStore.NAME).get(AttemptStore.key(ID, "v1-1")))
        .isEqualTo(attempt);
    assertThat(contest.newEvaluations()).isEmpty();
    assertThat(contest.newDeadLetters()).isEmpty();
  }

  @Test
  void shouldBookEachOfManyRuns() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);

    for (String run : List.of("one", "two", "three", "two", "one")) {
      contest.publish(run(patch(order, "a", "0.03"), run));
    }

    assertThat(money()).isEqualByComparingTo("0.09");
  }

  @Test
  void shouldStillKnowTheRunsAfterARestart() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));
    contest.publish(run(patch(order, "a", "0.05"), "two"));

    contest = contest.restarted(new ContestConfig(3, 2));
    contest.publish(run(patch(order, "a", "0.05"), "two"));
    contest.publish(run(patch(order, "a", "0.01"), "three"));

    assertThat(money()).isEqualByComparingTo("0.10");
  }

  @Test
  void shouldBookNothingWhenAWorkerDoesNotSayWhichRunItIs() {
    List<AttemptOrder> orders = publish(Tasks.task(ID, 3).build());
    contest.publish(patch(orders.get(0), "a", "0.04"));
    contest.publish(run(patch(orders.get(1), "a", "0.04"), "one"));

    contest.publish(patch(orders.get(0), "a", "0.04"));
    contest.publish(patch(orders.get(1), "a", "0.05"));

    assertThat(money()).isEqualByComparingTo("0.08");
    assertThat(state().getLateMoney()).isEmpty();
  }

  @Test
  void shouldBookARunThatSaysWhichItIsAfterOneThatDoesNot() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(patch(order, "a", "0.04"));

    contest.publish(run(patch(order, "a", "0.05"), "two"));

    assertThat(money()).isEqualByComparingTo("0.09");
  }

  @Test
  void shouldBookTheMostOfARunThatDoesNotSayWhatItCost() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));

    contest.publish(
        ContestDriver.attempt(order, Outcome.INFRASTRUCTURE_FAILED).setRunId("two").build());

    assertThat(money()).isEqualByComparingTo("0.14");
  }

  @Test
  void shouldBookNothingOfARunThatNeverRan() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));

    contest.publish(
        ContestDriver.attempt(order, Outcome.INFRASTRUCTURE_FAILED)
            .setAgentMs(0)
            .setRunId("two")
            .build());

    assertThat(money()).isEqualByComparingTo("0.04");
  }

  @Test
  void shouldBookOnlyWhatGoesBeyondTheMostThatWasAssumed() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    // The second delivery says that the first may have cost all that it could.
    contest.publish(cutOff(order));
    assertThat(money()).isEqualByComparingTo("0.10");

    contest.publish(run(patch(order, "a", "0.06"), "one"));
    assertThat(money()).isEqualByComparingTo("0.10");
    assertThat(state().getSpend().getAgentMs()).isEqualTo(1_000);

    contest.publish(run(patch(order, "a", "0.06"), "two"));
    assertThat(money()).isEqualByComparingTo("0.12");

    contest.publish(run(patch(order, "a", "0.06"), "three"));
    assertThat(money()).isEqualByComparingTo("0.18");
  }

  @Test
  void shouldNotTakeACutOffRunForAnotherOneWhenItsOwnResultCameFirst() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));

    contest.publish(cutOff(order));

    assertThat(money()).isEqualByComparingTo("0.04");
  }

  @Test
  void shouldBookBothWhenTheFirstRunDidNotSayWhatItCost() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(ContestDriver.attempt(order, Outcome.AGENT_FAILED).setRunId("one").build());

    contest.publish(run(patch(order, "a", "0.06"), "two"));

    assertThat(money()).as("the most of the first is the first's").isEqualByComparingTo("0.16");
  }

  @Test
  void shouldTellRunsOfARetryFromThoseOfTheOrderBefore() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(cutOff(order));
    AttemptOrder retry = contest.newAttempts().get(0);

    contest.publish(run(patch(retry, "a", "0.04"), "two"));
    contest.publish(run(patch(order, "a", "0.04"), "one"));

    assertThat(money()).isEqualByComparingTo("0.14");
  }

  @Test
  void shouldBookASecondRunOnTheCapOfItsVariantToo() {
    Variant capped =
        Variant.newBuilder()
            .setName("capped")
            .setAttempts(3)
            .setMoney(new BigDecimal("0.20"))
            .build();
    Task task =
        Tasks.task(ID, 1).setVariants(List.of(capped)).setBudget(Tasks.budget(3, null, 1)).build();
    AttemptOrder order = publish(task).get(0);
    contest.publish(run(patch(order, "a", "0.06"), "one"));
    AttemptOrder next = contest.newAttempts().get(0);

    contest.publish(run(patch(order, "a", "0.06"), "two"));
    contest.publish(run(patch(next, "b", "0.01"), "three"));

    assertThat(state().getVariants().get("capped").getMoney()).isEqualByComparingTo("0.13");
    assertThat(contest.newAttempts()).as("0.13 and 0.10 are above 0.20").isEmpty();
  }

  @Test
  void shouldIssueNothingMoreWhenSecondRunsHavePassedTheCap() {
    List<AttemptOrder> orders =
        publish(Tasks.task(ID, 5).setBudget(Tasks.budget(5, "0.25", 1)).build());
    AttemptOrder order = orders.get(0);
    contest.publish(run(patch(order, "a", "0.10"), "one"));
    AttemptOrder second = contest.newAttempts().get(0);

    contest.publish(run(patch(order, "a", "0.10"), "two"));
    contest.publish(run(patch(second, "b", "0.10"), "three"));

    assertThat(money()).isEqualByComparingTo("0.30");
    assertThat(contest.newAttempts()).isEmpty();
  }

  @Test
  void shouldBookASecondEvaluationByItsTime() {
    contest.publish(run(patch(publish(priced()).get(0), "a", "0.01"), "agent"));
    EvaluationOrder order = contest.newEvaluations().get(0);
    contest.publish(run(passed(order), "one"));
    BigDecimal before = money();

    contest.publish(run(passed(order), "two"));
    contest.publish(run(passed(order), "two"));

    // A tenth of a second at $36 an hour.
    assertThat(money().subtract(before)).isEqualByComparingTo("0.001");
    assertThat(state().getSpend().getEvaluationMs()).isEqualTo(200);
  }

  @Test
  void shouldLetTheMostOfAnEvaluationCoverTheRunThatComesLater() {
    contest.publish(run(patch(publish(priced()).get(0), "a", "0.01"), "agent"));
    EvaluationOrder order = contest.newEvaluations().get(0);
    contest.publish(
        evaluation(order, Outcome.INFRASTRUCTURE_FAILED).setDelivery(2).setEvaluationMs(0).build());
    BigDecimal before = money();

    contest.publish(run(passed(order), "one"));

    assertThat(money()).isEqualByComparingTo(before);
  }

  @Test
  void shouldKeepNothingOfOrdersThatCostNothing() {
    contest.publish(run(patch(publish(Tasks.task(ID, 1).build()).get(0), "a", "0.01"), "agent"));
    EvaluationOrder order = contest.newEvaluations().get(0);

    contest.publish(run(passed(order), "one"));
    contest.publish(run(passed(order), "two"));

    assertThat(contest.store(SettledOrderStore.NAME).get(order.getOrderId())).isNull();
    assertThat(money()).isEqualByComparingTo("0.01");
  }

  @Test
  void shouldBookWhatComesAfterTheVerdictAndLeaveTheVerdict() {
    List<AttemptOrder> orders = publish(Tasks.task(ID, 2).build());
    contest.publish(run(patch(orders.get(0), "a", "0.04"), "one"));
    contest.tell(
        TaskCommand.newBuilder()
            .setCommandId("1")
            .setTaskId(ID)
            .setKind(TaskCommandKind.CANCEL)
            .setIssuedAt(Tasks.START)
            .build(),
        Tasks.START.plusSeconds(2));
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.14");

    // The second attempt was out, and is booked at its most.
    contest.publish(run(patch(orders.get(1), "b", "0.07"), "two"));
    assertThat(money()).isEqualByComparingTo("0.14");
    contest.publish(run(patch(orders.get(0), "a", "0.05"), "three"));

    assertThat(money()).isEqualByComparingTo("0.19");
    assertThat(contest.newVerdicts()).isEmpty();
    assertThat(contest.newLeaderboards()).noneMatch(board -> board.getEntries().size() > 1);
  }

  @Test
  void shouldBookTheMostAndSayWhyWhenALateResultCannotBe() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));

    contest.publish(run(patch(order, "a", "-5"), "two"));
    contest.publish(run(patch(order, "a", "-5"), "two"));

    assertThat(money()).isEqualByComparingTo("0.14");
    assertThat(contest.newDeadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getReason()).contains("cost is below zero"));
  }

  @Test
  void shouldNotBookTheSameRunTwiceWhenItsResultCannotBeUsed() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "-5"), "one"));

    contest.publish(run(patch(order, "a", "-5"), "one"));
    contest.publish(run(patch(order, "a", "0.02"), "two"));

    assertThat(money()).as("the most of one, and the other").isEqualByComparingTo("0.12");
  }

  @Test
  void shouldDropALateRunWhileItsTaskIsBeingRemoved() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));
    // What a task has one record of goes first.
    contest.stores().get(ContestStore.NAME).put(ID, null);
    contest.stores().get(TaskStore.NAME).put(ID, null);

    contest.publish(run(patch(order, "a", "0.05"), "two"));

    assertThat(state()).isNull();
    assertThat(contest.newDeadLetters()).isEmpty();
  }

  @Test
  void shouldCountWhatWasBookedLate() {
    AttemptOrder order = publish(Tasks.task(ID, 2).build()).get(0);
    contest.publish(run(patch(order, "a", "0.04"), "one"));

    contest.publish(run(patch(order, "a", "0.05"), "two"));

    assertThat(contest.metrics())
        .anySatisfy(
            (name, metric) -> {
              assertThat(name.name()).isEqualTo(ContestMeters.LATE_COSTS);
              assertThat(metric.metricValue()).isEqualTo(0.05);
            });
  }

  private List<AttemptOrder> publish(Task task) {
    contest.publishTask(task);
    return contest.newAttempts();
  }

  /** An evaluator at a cent a second. */
  private static Task priced() {
    Task task = Tasks.task(ID, 1).build();
    task.getEvaluator().setPricePerHour(new BigDecimal("36"));
    return task;
  }

  private static AttemptResult run(AttemptResult result, String run) {
    result.setRunId(run);
    return result;
  }

  private static EvaluationResult run(EvaluationResult result, String run) {
    result.setRunId(run);
    return result;
  }

  private static AttemptResult cutOff(AttemptOrder order) {
    return ContestDriver.attempt(order, Outcome.INFRASTRUCTURE_FAILED)
        .setDelivery(2)
        .setAgentMs(0)
        .build();
  }

  private Contest state() {
    return (Contest) contest.store(ContestStore.NAME).get(ID);
  }

  private BigDecimal money() {
    return state().getSpend().getMoney();
  }

  private static Contest withoutMoney(Contest contest) {
    Contest.Builder bare = Contest.newBuilder(contest).setRevision(0).setLateMoney(null);
    bare.getSpend().setMoney(BigDecimal.ZERO);
    bare.getSpend().setAgentMs(0);
    return bare.build();
  }
}
