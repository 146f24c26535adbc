package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.attempt;
import static dev.winnow.streams.contest.ContestDriver.evaluation;
import static dev.winnow.streams.contest.ContestDriver.passed;
import static dev.winnow.streams.contest.ContestDriver.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContestTopologyTest {
  private final ContestDriver contest = new ContestDriver();

  @AfterEach
  void close() {
    contest.close();
  }

  @Test
  void shouldIssueAsManyAttemptsAsMayBeInFlightWhenTaskIsAdmitted() {
    contest.publishTask(Tasks.task("t", 5).setBudget(Tasks.budget(5, null, 2)).build());

    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getOrderId)
        .containsExactly("t/v1-1/0", "t/v2-1/0");
  }

  @Test
  void shouldIssueTheNextAttemptWhenOneComesBack() {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(3, null, 1)).build());

    contest.publish(attempt(contest.newAttempts().get(0), Outcome.NO_CHANGE).build());

    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getAttemptId)
        .containsExactly("v2-1");
  }

  @Test
  void shouldNeverReserveMoreThanTheCapWhenMoneyIsShort() {
    contest.publishTask(Tasks.task("t", 10).setBudget(Tasks.budget(10, "0.35", 10)).build());
    List<AttemptOrder> first = contest.newAttempts();
    assertThat(first).hasSize(3);

    contest.publish(patch(first.get(0), "a", "0.02"));
    // 0.02 spent and 0.20 reserved: 0.13 is left, enough for one.
    assertThat(contest.newAttempts()).hasSize(1);
  }

  @Test
  void shouldBookTheReservationWhenTheAgentReportsNoCost() {
    contest.publishTask(Tasks.task("t", 1).build());
    contest.publish(attempt(contest.newAttempts().get(0), Outcome.AGENT_FAILED).build());

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.10");
    assertThat(verdict.getSpend().getReserved()).isEqualByComparingTo("0");
  }

  @Test
  void shouldEndWithWhatIsKnownWhenMoneyIsOut() {
    contest.publishTask(Tasks.task("t", 10).setBudget(Tasks.budget(10, "0.15", 10)).build());
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.10"));
    measure(contest.newEvaluations().get(0), 1.0);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.WINNER);
    assertThat(verdict.getReason()).contains("the money left does not allow another attempt");
    assertThat(verdict.getAttemptsRun()).isEqualTo(1);
    assertThat(verdict.getAttemptsPlanned()).isEqualTo(10);
  }

  @Test
  void shouldEvaluateRungByRungWhenAPatchIsNew() {
    Task task = Tasks.task("t", 2).build();
    task.getEvaluator().getRungs().get(1).setSamples(2);
    contest.publishTask(task);
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.01"));
    EvaluationOrder tests = contest.newEvaluations().get(0);
    assertThat(tests.getRung().getName()).isEqualTo("tests");

    contest.publish(passed(tests));

    EvaluationOrder bench = contest.newEvaluations().get(0);
    assertThat(bench.getRung().getName()).isEqualTo("bench");
    assertThat(contest.newLeaderboards()).isEmpty();
    contest.publish(passed(bench, 1.0, 3.0));
    Leaderboard board = contest.newLeaderboards().get(0);
    assertThat(board.getVersion()).isEqualTo(1);
    assertThat(board.getEntries().get(0).getMetrics().get("speed").getMean()).isEqualTo(2.0);
    assertThat(board.getEntries().get(0).getMetrics().get("speed").getCount()).isEqualTo(2);
  }

  @Test
  void shouldEvaluateOnceAndCreditBothWhenTwoPatchesAreTheSame() {
    contest.publishTask(Tasks.task("t", 2).build());
    List<AttemptOrder> orders = contest.newAttempts();

    contest.publish(patch(orders.get(0), "a", "0.01"));
    contest.publish(patch(orders.get(1), "a", "0.03"));
    List<EvaluationOrder> evaluations = contest.newEvaluations();
    assertThat(evaluations).hasSize(1);
    measure(evaluations.get(0), 1.0);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKept()).hasSize(1);
    assertThat(verdict.getKept().get(0).getSize()).isEqualTo(2);
    assertThat(verdict.getKept().get(0).getCost()).isEqualByComparingTo("0.04");
    assertThat(verdict.getDuplicates()).isEqualTo(1);
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 2));
  }

  @Test
  void shouldPublishTheBoardWhenADuplicateOfARankedClusterComesLate() {
    contest.publishTask(Tasks.task("t", 2).build());
    List<AttemptOrder> orders = contest.newAttempts();
    contest.publish(patch(orders.get(0), "a", "0.01"));
    measure(contest.newEvaluations().get(0), 1.0);
    contest.newLeaderboards();

    contest.publish(patch(orders.get(1), "a", "0.03"));

    assertThat(contest.newLeaderboards().get(0).getEntries())
        .extracting(LeaderboardEntry::getSize)
        .containsExactly(2);
    assertThat(contest.newVerdicts()).hasSize(1);
  }

  @Test
  void shouldChangeNothingWhenAResultComesAgain() {
    contest.publishTask(Tasks.task("t", 2).build());
    List<AttemptOrder> orders = contest.newAttempts();
    AttemptResult result = patch(orders.get(0), "a", "0.01");
    contest.publish(result);
    EvaluationOrder order = contest.newEvaluations().get(0);
    contest.publish(passed(order));
    contest.newEvaluations();
    contest.newStandings();

    contest.publish(result);
    contest.publish(AttemptResult.newBuilder(result).setDelivery(2).build());
    contest.publish(passed(order));

    assertThat(contest.newEvaluations()).isEmpty();
    assertThat(contest.newStandings()).isEmpty();
    assertThat(contest.newAttempts()).isEmpty();
  }

  @Test
  void shouldRankByObjectiveAndTieWithinToleranceWhenAllAreIn() {
    contest.publishTask(Tasks.task("t", 4).build());
    List<AttemptOrder> orders = contest.newAttempts();
    String[] changes = {"a", "b", "c", "d"};
    String[] costs = {"0.04", "0.02", "0.03", "0.01"};
    double[] speeds = {10.1, 10.0, 9.0, 8.0};
    for (int i = 0; i < 4; i++) {
      contest.publish(patch(orders.get(i), changes[i], costs[i]));
      measure(contest.newEvaluations().get(0), speeds[i]);
    }

    Verdict verdict = contest.newVerdicts().get(0);
    // v1 is faster by less than the tolerance, so the cheaper v2 goes first.
    assertThat(verdict.getKept())
        .extracting(LeaderboardEntry::getVariant)
        .containsExactly("v2", "v1");
    assertThat(verdict.getTieSet()).containsExactly("a".repeat(16));
    assertThat(verdict.getReason()).contains("v2 ties with 1 other; it goes first by cost");
  }

  @Test
  void shouldWriteNoLeaderboardWhenAChangeIsBelowItsEnd() {
    contest.publishTask(Tasks.task("t", 5).build());
    List<AttemptOrder> orders = contest.newAttempts();
    for (int i = 0; i < 4; i++) {
      contest.publish(patch(orders.get(i), "abcd".substring(i, i + 1), "0.01"));
      measure(contest.newEvaluations().get(0), 10 - i);
    }

    // The board has three places: the fourth measured cluster does not reach it.
    assertThat(contest.newLeaderboards())
        .extracting(Leaderboard::getVersion)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldSayWhatEachVersionChangedWhenBoardsArePublished() {
    contest.publishTask(Tasks.task("t", 4).build());
    List<AttemptOrder> orders = contest.newAttempts();
    double[] speeds = {5, 7, 6, 9};
    for (int i = 0; i < 4; i++) {
      contest.publish(patch(orders.get(i), "abcd".substring(i, i + 1), "0.01"));
      measure(contest.newEvaluations().get(0), speeds[i]);
    }

    // The board has three places.
    assertThat(contest.newLeaderboards())
        .extracting(
            board ->
                board.getChanges().stream()
                    .map(change -> change.getVariant() + change.getFrom() + change.getTo())
                    .toList())
        .containsExactly(
            List.of("v101"),
            List.of("v201", "v112"),
            List.of("v302", "v123"),
            List.of("v401", "v212", "v323", "v130"));
  }

  @Test
  void shouldKeepARejectedClusterOffTheBoardWhenAGateFails() {
    contest.publishTask(Tasks.task("t", 2).build());
    List<AttemptOrder> orders = contest.newAttempts();
    contest.publish(patch(orders.get(0), "a", "0.01"));
    contest.publish(patch(orders.get(1), "b", "0.01"));
    List<EvaluationOrder> evaluations = contest.newEvaluations();
    contest.publish(evaluation(evaluations.get(0), Outcome.REJECTED_BY_GATE).build());
    measure(evaluations.get(1), 1.0);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKept()).extracting(LeaderboardEntry::getVariant).containsExactly("v2");
    assertThat(verdict.getRejected())
        .containsExactly(
            new Rejection("v1-1", "v1", Outcome.REJECTED_BY_GATE, "it is REJECTED_BY_GATE"));
    assertThat(verdict.getAttemptsByOutcome())
        .isEqualTo(Map.of("SUCCEEDED", 1, "REJECTED_BY_GATE", 1));
  }

  @Test
  void shouldRejectAClusterWhenNoRungReportsAnObjectivesMetric() {
    contest.publishTask(Tasks.task("t", 1).build());
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.01"));
    contest.publish(passed(contest.newEvaluations().get(0)));
    contest.publish(passed(contest.newEvaluations().get(0)));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.NO_WINNER);
    assertThat(verdict.getRejected().get(0).getReason())
        .isEqualTo("no rung reported the metric speed");
  }

  @Test
  void shouldIssueAgainUpToTheLimitWhenInfrastructureFails() {
    contest.publishTask(Tasks.task("t", 1).build());
    for (int retry = 0; retry <= 2; retry++) {
      AttemptOrder order = contest.newAttempts().get(0);
      assertThat(order.getOrderId()).isEqualTo("t/v1-1/" + retry);
      assertThat(contest.newVerdicts()).isEmpty();
      contest.publish(attempt(order, Outcome.INFRASTRUCTURE_FAILED).setAgentMs(0).build());
    }

    assertThat(contest.newAttempts()).isEmpty();
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("INFRASTRUCTURE_FAILED", 1));
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0");
  }

  @Test
  void shouldIssueAnEvaluationAgainWhenInfrastructureFailsIt() {
    contest.publishTask(Tasks.task("t", 1).build());
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.01"));
    EvaluationOrder order = contest.newEvaluations().get(0);

    contest.publish(evaluation(order, Outcome.INFRASTRUCTURE_FAILED).build());

    EvaluationOrder again = contest.newEvaluations().get(0);
    assertThat(again.getOrderId()).isEqualTo("t/" + "a".repeat(16) + "/0/1");
    measure(again, 2.0);
    assertThat(contest.newVerdicts())
        .extracting(Verdict::getKind)
        .containsExactly(VerdictKind.WINNER);
  }

  @Test
  void shouldDecideWithWhatIsKnownWhenTheWallTimeIsOut() {
    contest.publishTask(Tasks.task("t", 3).build());
    List<AttemptOrder> orders = contest.newAttempts();
    contest.publish(patch(orders.get(0), "a", "0.01"));
    measure(contest.newEvaluations().get(0), 1.0);
    contest.publish(patch(orders.get(1), "b", "0.01"));
    EvaluationOrder late = contest.newEvaluations().get(0);

    contest.wallTimePasses(Duration.ofHours(2));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getReason()).startsWith("the wall time is out: 3 of 3 attempts ran; v1");
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 1, "TIMED_OUT", 2));
    assertThat(verdict.getSpend().getReserved()).isEqualByComparingTo("0");
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.12");
    contest.publish(passed(late));
    contest.wallTimePasses(Duration.ofHours(2));
    assertThat(contest.newEvaluations()).isEmpty();
    assertThat(contest.newVerdicts()).isEmpty();
  }

  @Test
  void shouldRefuseATaskWhenItIsNotValid() {
    Task bad =
        Tasks.task("t", 1)
            .setObjectives(List.<Objective>of())
            .setBudget(Tasks.budget(0, null, 1))
            .build();

    contest.publishTask(bad);

    assertThat(contest.newAttempts()).isEmpty();
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.REFUSED);
    assertThat(verdict.getReason()).contains("objectives", "budget.attempts");
  }

  @Test
  void shouldRefuseATaskWhenItsWallTimeFitsNoTimeStamp() {
    Task endless = Tasks.task("t", 1).build();
    endless.getBudget().setWallTimeMs(Long.MAX_VALUE);

    contest.publishTask(endless);

    assertThat(contest.newVerdicts().get(0).getReason()).contains("budget.wallTime");
  }

  @Test
  void shouldKeepADeadLetterWhenACostCannotBe() {
    contest.publishTask(Tasks.task("t", 1).build());

    contest.publish(patch(contest.newAttempts().get(0), "a", "900000000000"));

    assertThat(contest.newDeadLetters().get(0).getReason()).contains("cost");
    assertThat(contest.newAttempts()).hasSize(1);
  }

  @Test
  void shouldLeaveToTheDeadlineWhatItCutShortWhenResultsComeAfterIt() {
    contest.publishTask(Tasks.task("t", 3).setBudget(Tasks.budget(3, null, 2)).build());
    List<AttemptOrder> orders = contest.newAttempts();

    contest.publish(
        attempt(orders.get(0), Outcome.INFRASTRUCTURE_FAILED).setAgentMs(0).build(),
        Tasks.START.plus(Duration.ofHours(1)));
    assertThat(contest.newAttempts()).isEmpty();
    contest.wallTimePasses(Duration.ofHours(1));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getReason()).startsWith("the wall time is out: 2 of 3 attempts ran");
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("TIMED_OUT", 2));
  }

  @Test
  void shouldStayWithTheFirstWhenATaskIsSubmittedTwice() {
    Task task = Tasks.task("t", 2).build();
    contest.publishTask(task);
    assertThat(contest.newAttempts()).hasSize(2);

    contest.publishTask(task);

    assertThat(contest.newAttempts()).isEmpty();
  }

  @Test
  void shouldSendATaskToTheDeadLettersWhenItsKeyIsNotItsId() {
    contest.publishTask("other", Tasks.task("t", 1).build());

    assertThat(contest.newAttempts()).isEmpty();
    assertThat(contest.newDeadLetters().get(0).getReason())
        .isEqualTo("the record's key is not its taskId 't'");
  }

  @Test
  void shouldKeepADeadLetterAndRunAgainWhenASuccessNamesNoPatch() {
    contest.publishTask(Tasks.task("t", 1).build());

    contest.publish(attempt(contest.newAttempts().get(0), Outcome.SUCCEEDED).build());

    assertThat(contest.newDeadLetters().get(0).getReason())
        .isEqualTo("the result is a success without a commit and its hash");
    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getOrderId)
        .containsExactly("t/v1-1/1");
  }

  @Test
  void shouldPublishEachStandingWhenAClusterMoves() {
    contest.publishTask(Tasks.task("t", 1).build());
    contest.publish(patch(contest.newAttempts().get(0), "a", "0.01"));
    measure(contest.newEvaluations().get(0), 1.0);

    assertThat(contest.newStandings())
        .extracting(Standing::getState)
        .containsExactly(
            StandingState.EVALUATING, StandingState.EVALUATING, StandingState.MEASURED);
  }

  /** Passes the first rung and measures on the second. */
  private void measure(EvaluationOrder tests, double speed) {
    contest.publish(passed(tests));
    contest.publish(passed(contest.newEvaluations().get(0), speed));
  }
}
