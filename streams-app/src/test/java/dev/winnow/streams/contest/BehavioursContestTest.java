package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.BehaviourGroup;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first rung tells what its tests came to; the second one counts how many passed. */
class BehavioursContestTest {
  private final ContestDriver contest = new ContestDriver();

  @AfterEach
  void close() {
    contest.close();
  }

  @Test
  void shouldGroupThePatchesOnTheBoardWhoseTestsCameToTheSame() {
    Verdict verdict = play(Map.of("v1", "few", "v2", "many", "v3", "many", "v4", "out"));

    assertThat(verdict.getBehaviours())
        .containsExactly(
            new BehaviourGroup("many", "v2-1", 2, 3), new BehaviourGroup("few", "v1-1", 1, 1));
    assertThat(verdict.getKept())
        .as("agreement does not rank")
        .extracting(LeaderboardEntry::getVariant)
        .startsWith("v1");
  }

  @Test
  void shouldGroupNobodyWhereNoRungTells() {
    assertThat(play(Map.of()).getBehaviours()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21})
  void shouldTellTheFirstTwentyGroupsWhenThereAreAsManyOrMore(int groups) {
    List<Standing> ranked =
        IntStream.range(0, groups).mapToObj(BehavioursContestTest::standing).toList();

    assertThat(Behaviours.of(ranked))
        .extracting(BehaviourGroup::getBehaviour)
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(n -> "b" + n).toList());
  }

  private static Standing standing(int number) {
    return Standing.newBuilder()
        .setTaskId("t")
        .setClusterId("c" + number)
        .setAttemptId("a" + number)
        .setVariant("v")
        .setCommit("d")
        .setSize(1)
        .setDiff(new DiffStatistics(1, 1, 0))
        .setState(StandingState.MEASURED)
        .setBehaviour("b" + number)
        .setCost(new BigDecimal("0.010000"))
        .setUpdatedAt(Tasks.START)
        .build();
  }

  /** v5 makes the same change as v2; whoever behaves as "out" fails the second rung. */
  private Verdict play(Map<String, String> behaviours) {
    Task task = Tasks.task("t", 5).build();
    contest.publishTask(task);
    for (AttemptOrder order : contest.newAttempts()) {
      contest.publish(patch(order, order.getVariant().replace("v5", "v2"), "0.01"));
    }
    for (EvaluationOrder order : contest.newEvaluations()) {
      String behaviour = behaviours.get(order.getVariant());
      contest.publish(
          ContestDriver.evaluation(order, Outcome.SUCCEEDED).setBehaviour(behaviour).build());
    }
    for (EvaluationOrder order : contest.newEvaluations()) {
      boolean isOut = "out".equals(behaviours.get(order.getVariant()));
      contest.publish(isOut ? rejected(order) : passed(order));
    }
    return contest.newVerdicts().get(0);
  }

  private static EvaluationResult rejected(EvaluationOrder order) {
    return ContestDriver.evaluation(order, Outcome.REJECTED_BY_GATE).build();
  }

  private static EvaluationResult passed(EvaluationOrder order) {
    double speed = 9 - Integer.parseInt(order.getVariant().substring(1));
    return ContestDriver.evaluation(order, Outcome.SUCCEEDED)
        .setSamples(List.of(new Sample(Map.of("speed", speed), 5L)))
        .build();
  }
}
