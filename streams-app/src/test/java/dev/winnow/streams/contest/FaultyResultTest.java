package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.attempt;
import static dev.winnow.streams.contest.ContestDriver.evaluation;
import static dev.winnow.streams.contest.ContestDriver.passed;
import static dev.winnow.streams.contest.ContestDriver.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Outcome;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that a faulty worker might send: each is a dead letter, and its order is tried again. */
class FaultyResultTest {
  private static final long MOST_MS = 366L * 86_400_000;

  private final ContestDriver contest = new ContestDriver();
  private AttemptOrder order;

  @BeforeEach
  void begin() {
    contest.publishTask(Tasks.task("t", 1).build());
    order = contest.newAttempts().get(0);
  }

  @AfterEach
  void close() {
    contest.close();
  }

  static List<Function<AttemptOrder, AttemptResult>> attempts() {
    return List.of(
        order -> AttemptResult.newBuilder(good(order)).setVariant("other").build(),
        order -> AttemptResult.newBuilder(good(order)).setAttemptId("v1-2").build(),
        order -> AttemptResult.newBuilder(good(order)).setRenamedHash("abc").build(),
        order -> AttemptResult.newBuilder(good(order)).setAgentMs(-1).build(),
        order -> AttemptResult.newBuilder(good(order)).setAgentMs(MOST_MS + 1).build(),
        order -> AttemptResult.newBuilder(good(order)).setAgentMs(Long.MAX_VALUE).build(),
        order -> patch(order, "a", "10000.000001"),
        order -> patch(order, "a", "-0.000001"));
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void shouldTryAnAttemptAgain(Function<AttemptOrder, AttemptResult> fault) {
    contest.publish(fault.apply(order));

    assertThat(contest.newDeadLetters()).hasSize(1);
    assertThat(contest.newAttempts())
        .extracting(AttemptOrder::getOrderId)
        .containsExactly("t/v1-1/1");
  }

  static Stream<Function<EvaluationOrder, SpecificRecord>> evaluations() {
    return Stream.of(
        order -> changed(order).setClusterId("b".repeat(16)).build(),
        order -> changed(order).setRungIndex(1).build(),
        order -> EvaluationResult.newBuilder(passed(order, 1.0, 2.0)).build(),
        order -> passed(order, Double.NaN),
        order -> changed(order).setEvaluationMs(-1).build());
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void shouldTryAnEvaluationAgain(Function<EvaluationOrder, SpecificRecord> fault) {
    contest.publish(good(order));

    contest.publish(fault.apply(contest.newEvaluations().get(0)));

    assertThat(contest.newDeadLetters()).hasSize(1);
    assertThat(contest.newEvaluations())
        .extracting(EvaluationOrder::getOrderId)
        .containsExactly("t/aaaaaaaaaaaaaaaa/0/1");
  }

  @Test
  void shouldTakeNoEvaluationForAnAttempt() {
    EvaluationResult result =
        EvaluationResult.newBuilder()
            .setOrderId(order.getOrderId())
            .setTaskId("t")
            .setClusterId("a".repeat(16))
            .setRungIndex(0)
            .setDelivery(1)
            .setWorker("w")
            .setOutcome(Outcome.SUCCEEDED)
            .setStartedAt(Tasks.START)
            .build();

    contest.publish(result);

    assertThat(contest.newDeadLetters()).hasSize(1);
    assertThat(contest.newAttempts()).hasSize(1);
  }

  @Test
  void shouldTakeTheLongestAndDearestAttempt() {
    contest.publish(
        AttemptResult.newBuilder(patch(order, "a", "10000.000000")).setAgentMs(MOST_MS).build());

    assertThat(contest.newDeadLetters()).isEmpty();
    assertThat(contest.newAttempts()).isEmpty();
  }

  @Test
  void shouldTakeWhatIsInOrder() {
    contest.publish(attempt(order, Outcome.NO_CHANGE).build());

    assertThat(contest.newDeadLetters()).isEmpty();
    assertThat(contest.newVerdicts()).hasSize(1);
  }

  private static AttemptResult good(AttemptOrder order) {
    return patch(order, "a", "0.02");
  }

  private static EvaluationResult.Builder changed(EvaluationOrder order) {
    return evaluation(order, Outcome.SUCCEEDED);
  }
}
