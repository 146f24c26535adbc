package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.attempt;
import static dev.winnow.streams.contest.ContestDriver.evaluation;
import static dev.winnow.streams.contest.ContestDriver.passed;
import static dev.winnow.streams.contest.ContestDriver.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contests whose evaluator is told the parameters of variants. */
class ParametersContestTest {
  private final ContestDriver contest = new ContestDriver();

  @AfterEach
  void close() {
    contest.close();
  }

  @Test
  void shouldMeasureThePatchForEachValueWhenTheEvaluatorIsToldIt() {
    contest.publishTask(grid("{{parameters.size}}", "10", "20", "20"));
    List<AttemptOrder> orders = contest.newAttempts();

    orders.forEach(order -> contest.publish(patch(order, "a", "0.01")));

    assertThat(contest.newEvaluations())
        .extracting(order -> order.getParameters().get("size"))
        .containsExactly("10", "20");
  }

  @Test
  void shouldMeasureThePatchOnceWhenTheEvaluatorIsToldAnotherParameter() {
    contest.publishTask(grid("{{parameters.other}}", "10", "20"));

    contest.newAttempts().forEach(order -> contest.publish(patch(order, "a", "0.01")));

    assertThat(contest.newEvaluations())
        .extracting(EvaluationOrder::getClusterId)
        .hasSize(1)
        .doesNotContain("a".repeat(16));
  }

  @Test
  void shouldRankPointsThatChangeNothingWhenTheEvaluatorIsToldParameters() {
    Task task = grid("{{parameters.size}}", "10", "20", "20");
    contest.publishTask(task);
    contest
        .newAttempts()
        .forEach(order -> contest.publish(attempt(order, Outcome.NO_CHANGE).build()));
    List<EvaluationOrder> gates = contest.newEvaluations();
    assertThat(gates)
        .hasSize(2)
        .allSatisfy(
            order -> assertThat(order.getCommit()).isEqualTo(task.getRepository().getBase()));

    gates.forEach(order -> contest.publish(passed(order)));
    contest
        .newEvaluations()
        .forEach(
            order ->
                contest.publish(
                    passed(order, Double.parseDouble(order.getParameters().get("size")))));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.WINNER);
    assertThat(verdict.getKept())
        .extracting(LeaderboardEntry::getVariant, LeaderboardEntry::getSize)
        .containsExactly(tuple("v2", 2), tuple("v1", 1));
    assertThat(verdict.getKept().get(0).getCommit()).isEqualTo(task.getRepository().getBase());
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 3));
    assertThat(verdict.getRejected()).isEmpty();
  }

  @Test
  void shouldSayWhyWhenAPointThatChangesNothingIsRejected() {
    contest.publishTask(grid("{{parameters.size}}", "10"));
    contest.publish(attempt(contest.newAttempts().get(0), Outcome.NO_CHANGE).build());

    contest.publish(evaluation(contest.newEvaluations().get(0), Outcome.REJECTED_BY_GATE).build());

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.NO_WINNER);
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("REJECTED_BY_GATE", 1));
  }

  @Test
  void shouldLeaveAnAttemptWithoutAChangeOutWhenTheEvaluatorIsToldNothing() {
    contest.publishTask(grid("nothing", "10"));

    contest.publish(attempt(contest.newAttempts().get(0), Outcome.NO_CHANGE).build());

    assertThat(contest.newEvaluations()).isEmpty();
    assertThat(contest.newVerdicts().get(0).getAttemptsByOutcome())
        .isEqualTo(Map.of("NO_CHANGE", 1));
  }

  /** A variant for each size; the evaluator is told what the word says. */
  private static Task grid(String word, String... sizes) {
    Task task = Tasks.task("t", sizes.length).build();
    for (int index = 0; index < sizes.length; index++) {
      Variant variant = task.getVariants().get(index);
      variant.setParameters(Map.of("size", sizes[index], "other", "same"));
    }
    task.getEvaluator().getRungs().get(1).setCommand(List.of("measure", word));
    return task;
  }
}
