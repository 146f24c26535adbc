package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.BudgetAlert;
import dev.winnow.schemas.BudgetCap;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Gain;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.store.ContestStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetContestTest {
  private final ContestDriver contest = new ContestDriver();
  private final Arena arena = new Arena();

  @AfterEach
  void close() {
    contest.close();
    arena.close();
  }

  @Test
  void shouldPassOverAVariantWhoseCapIsReachedAndComeBackWhenThereIsRoom() {
    contest.publishTask(
        Tasks.task("t", 1)
            .setVariants(List.of(variant("capped", 3, "0.20"), variant("free", 2, null)))
            .setBudget(Tasks.budget(5, null, 5))
            .build());

    // At 0.10 each only two of the capped one fit.
    List<AttemptOrder> first = contest.newAttempts();
    assertThat(first)
        .extracting(AttemptOrder::getAttemptId)
        .containsExactly("capped-1", "capped-2", "free-1", "free-2");

    contest.publish(patch(first.get(0), "a", "0.05"));
    assertThat(contest.newAttempts()).isEmpty();

    contest.publish(patch(first.get(1), "b", "0.05"));
    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getAttemptId)
        .containsExactly("capped-3");
  }

  @Test
  void shouldEndWhenAVariantsCapAllowsNoMoreOfIt() {
    Task task =
        Tasks.task("t", 1)
            .setVariants(List.of(variant("capped", 5, "0.10")))
            .setBudget(Tasks.budget(5, null, 5))
            .build();

    Verdict verdict = arena.play(task, (order, block) -> Map.of("speed", 1.0));

    assertThat(verdict.getAttemptsRun()).isEqualTo(1);
  }

  @Test
  void shouldIssueNoAttemptThatTheAgentsTimeDoesNotAllow() {
    Budget budget = Budget.newBuilder(Tasks.budget(5, null, 5)).setAgentMs(125_000L).build();

    // Each may run a minute and runs a second.
    contest.publishTask(Tasks.task("t", 5).setBudget(budget).build());
    List<AttemptOrder> orders = contest.newAttempts();
    assertThat(orders).hasSize(2);

    contest.publish(patch(orders.get(0), "a", "0.01"));
    assertThat(contest.newAttempts()).hasSize(1);
  }

  @Test
  void shouldStopWhenNothingBetterHasComeForLong() {
    Decision patient = Decision.newBuilder().setPatience(3).build();
    Task task =
        Tasks.task("t", 20).setBudget(Tasks.budget(20, null, 1)).setDecision(patient).build();

    Verdict verdict = arena.play(task, (order, block) -> Map.of("speed", -speed(order)));

    assertThat(verdict.getReason()).startsWith("the last attempts brought nothing better");
    assertThat(verdict.getAttemptsRun()).isBetween(4, 8);
    assertThat(verdict.getGains()).extracting(Gain::getBest).containsExactly(-1.0);
  }

  @Test
  void shouldTellWhenTheLeaderGotBetterAndWhatThatTook() {
    Task task = Tasks.task("t", 3).setBudget(Tasks.budget(3, null, 1)).build();

    arena.play(task, (order, block) -> Map.of("speed", speed(order)));

    Leaderboard last = arena.boards().get(arena.boards().size() - 1);
    assertThat(last.getGains())
        .extracting(Gain::getAttempts, Gain::getBest)
        .containsExactly(tuple(1, 1.0), tuple(2, 2.0), tuple(3, 3.0));
    assertThat(last.getGains().get(0).getMoney()).isEqualByComparingTo("0.03");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 51})
  void shouldTellTheLastFiftyGainsWhenThereAreAsManyOrMore(int attempts) {
    Task task = Tasks.task("t", attempts).setBudget(Tasks.budget(attempts, null, 1)).build();

    Verdict verdict = arena.play(task, (order, block) -> Map.of("speed", speed(order)));

    assertThat(verdict.getGains())
        .extracting(Gain::getAttempts)
        .containsExactlyElementsOf(IntStream.rangeClosed(attempts - 49, attempts).boxed().toList());
  }

  @Test
  void shouldAlertOnceWhenAHalfAndFourFifthsOfACapAreUsed() {
    contest.publishTask(Tasks.task("t", 10).setBudget(Tasks.budget(10, "1.00", 1)).build());
    List<BudgetAlert> alerts = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      contest.publish(patch(contest.newAttempts().get(0), Integer.toString(number), "0.09"));
      contest.newLeaderboards().forEach(board -> alerts.addAll(board.getAlerts()));
    }

    assertThat(alerts)
        .extracting(BudgetAlert::getCap, BudgetAlert::getPercent)
        .containsOnly(tuple(BudgetCap.MONEY, 50), tuple(BudgetCap.MONEY, 80));
    assertThat(alerts).hasSize(3);
  }

  @Test
  void shouldPayFirstForWhatTheMoneyDidNotAllowBefore() {
    Task task = Tasks.task("t", 2).setBudget(Tasks.budget(2, "0.50", 2)).build();
    task.getEvaluator().setPricePerHour(new BigDecimal("3.00"));
    contest.publishTask(task);
    List<AttemptOrder> orders = contest.newAttempts();
    // An agent that costs more than it may: the cap holds for whatever comes after it.
    contest.publish(patch(orders.get(0), "a", "0.25"));
    assertThat(contest.newEvaluations()).isEmpty();

    contest.publish(patch(orders.get(1), "b", "0.01"));

    assertThat(contest.newEvaluations())
        .extracting(EvaluationOrder::getClusterId)
        .contains("a".repeat(16));
    assertThat(spend().getMoney().add(spend().getReserved()))
        .isLessThanOrEqualTo(new BigDecimal("0.50"));
  }

  @Test
  void shouldNotTakeTheMoneyOfTheOnlyAttemptForTheBase() {
    Task task = Tasks.task("t", 1).setBudget(Tasks.budget(1, "0.30", 1)).build();
    task.getEvaluator().setPricePerHour(new BigDecimal("6.00"));
    task.getEvaluator().setControl(true);
    contest.publishTask(task);
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.01"));
    contest.newEvaluations().forEach(order -> contest.publish(ContestDriver.passed(order)));
    contest.newEvaluations().forEach(order -> contest.publish(ContestDriver.passed(order, 1)));

    assertThat(contest.newVerdicts().get(0).getWarnings())
        .containsExactly("the untouched base was not measured: the money was too little for it");
  }

  @Test
  void shouldBookTheMostWhenAnAttemptIsGivenUpForItsWorkersMayHaveRunIt() {
    contest.publishTask(Tasks.task("t", 2).setBudget(Tasks.budget(2, "0.30", 1)).build());
    AttemptOrder order = contest.newAttempts().get(0);

    contest.publish(givenUp(order).setDelivery(4).build());

    // The retry is out; there is no money for the second attempt beside it.
    assertThat(spend().getMoney()).isEqualByComparingTo("0.10");
    assertThat(spend().getReserved()).isEqualByComparingTo("0.10");
  }

  @Test
  void shouldBookNothingWhenAnAttemptNeverRan() {
    contest.publishTask(Tasks.task("t", 2).setBudget(Tasks.budget(2, "0.30", 1)).build());
    AttemptOrder order = contest.newAttempts().get(0);

    contest.publish(givenUp(order).setDelivery(1).build());

    assertThat(spend().getMoney()).isEqualByComparingTo("0");
  }

  @Test
  void shouldBookTheMostWhenAnEvaluationIsGivenUp() {
    Task.Builder task = Tasks.task("t", 1);
    // A rung costs $0.10 at most: a minute at $6.
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator()).setPricePerHour(new BigDecimal("6")).build());
    contest.publishTask(task.build());
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.05"));
    EvaluationOrder order = contest.newEvaluations().get(0);

    contest.publish(
        ContestDriver.evaluation(order, Outcome.INFRASTRUCTURE_FAILED)
            .setDelivery(4)
            .setEvaluationMs(0)
            .build());

    assertThat(spend().getMoney()).isEqualByComparingTo("0.15");
  }

  private static AttemptResult.Builder givenUp(AttemptOrder order) {
    return ContestDriver.attempt(order, Outcome.INFRASTRUCTURE_FAILED).setAgentMs(0);
  }

  private Spend spend() {
    return ((Contest) contest.store(ContestStore.NAME).get("t")).getSpend();
  }

  private static double speed(EvaluationOrder order) {
    return Double.parseDouble(order.getVariant().substring(1));
  }

  private static Variant variant(String name, int attempts, String money) {
    return Variant.newBuilder()
        .setName(name)
        .setAttempts(attempts)
        .setMoney(money == null ? null : new BigDecimal(money))
        .build();
  }
}
