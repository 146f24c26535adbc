package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RacingContestTest {
  private static final int BENCH = 1;

  private final Arena arena = new Arena();

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void shouldSampleWhoCanStillWinAndNameTheWinner() {
    Verdict verdict = arena.play(noisy(5).build(), (order, block) -> speed(order, block, 8));

    assertThat(verdict.getKind()).isEqualTo(VerdictKind.WINNER);
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v5");
    assertThat(arena.samplesOf("v5", BENCH)).isGreaterThan(arena.samplesOf("v1", BENCH));
    assertThat(verdict.getSavings().orElseThrow().getSamples()).isPositive();
    assertThat(verdict.getSamples()).isEqualTo(samples());
  }

  @Test
  void shouldShowHowSureThePlacesAre() {
    Verdict verdict = arena.play(noisy(3).build(), (order, block) -> speed(order, block, 1));

    LeaderboardEntry winner = verdict.getKept().get(0);
    var interval = winner.getIntervals().get("speed");
    assertThat(interval.getLow().orElseThrow()).isLessThan(30.0);
    assertThat(interval.getHigh().orElseThrow()).isGreaterThan(30.0);
    assertThat(winner.getProbabilityBest().orElseThrow()).isGreaterThan(0.95);
    assertThat(winner.getBestRank()).isEqualTo(1);
    assertThat(winner.getWorstRank()).isEqualTo(1);
  }

  @Test
  void shouldMeasureTheKeptAgainBeforeTheVerdict() {
    Task task = noisy(4).setDecision(decision().setConfirmSamples(3).setKeep(2).build()).build();

    Verdict verdict = arena.play(task, (order, block) -> speed(order, block, 1));

    assertThat(verdict.getKept())
        .extracting(entry -> entry.getFresh().get("speed").getCount())
        .containsExactly(3L, 3L);
    assertThat(arena.evaluations())
        .filteredOn(order -> order.getFirstBlock() > 40)
        .extracting(EvaluationOrder::getVariant)
        .containsOnly("v4", "v3");
  }

  @Test
  void shouldNameATieSetAndNoWinnerWhenAllAreEqual() {
    Verdict verdict =
        arena.play(noisy(4).build(), (order, block) -> Map.of("speed", noise(order, block)));

    assertThat(verdict.getKind()).isEqualTo(VerdictKind.TIE_SET);
    assertThat(verdict.getTieSet()).hasSize(3);
    assertThat(verdict.getReason()).contains("does not set it apart from 3 others");
    assertThat(arena.samplesOf("v1", BENCH)).isLessThanOrEqualTo(45);
  }

  @Test
  void shouldPromoteTheBestOfARungOnly() {
    Task.Builder task = noisy(9);
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator())
            .setRungs(List.of(rung("short", 1), rung("long", 1)))
            .build());

    Verdict verdict =
        arena.play(task.build(), (order, block) -> Map.of("speed", -1.0 * number(order)));

    // One of each three goes on, and the best come first here.
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v1");
    assertThat(verdict.getSavings().orElseThrow().getStopped()).isEqualTo(6);
    assertThat(verdict.getRejected())
        .extracting(Rejection::getOutcome, Rejection::getReason)
        .contains(
            tuple(Outcome.SUCCEEDED, "not measured further: others did better at rung short"));
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 9));
  }

  @Test
  void shouldRejectWhoFailsALaterSample() {
    Verdict verdict =
        arena.play(
            noisy(3).build(),
            (order, block) ->
                order.getVariant().equals("v3") && block > 2 ? null : speed(order, block, 1));

    assertThat(verdict.getKept()).extracting(LeaderboardEntry::getVariant).containsExactly("v2");
    assertThat(verdict.getAttemptsByOutcome())
        .isEqualTo(Map.of("SUCCEEDED", 2, "REJECTED_BY_GATE", 1));
    assertThat(verdict.getRejected()).extracting(Rejection::getVariant).containsExactly("v3");
  }

  @Test
  void shouldRejectAValueOutsideOfItsRange() {
    Objective inRange =
        Objective.newBuilder(objective()).setRange(new MetricRange(0.0, 25.0)).build();
    Task task = noisy(3).setObjectives(List.of(inRange)).build();

    Verdict verdict = arena.play(task, (order, block) -> speed(order, block, 0.1));

    assertThat(verdict.getRejected())
        .extracting(Rejection::getVariant, Rejection::getOutcome)
        .containsExactly(tuple("v3", Outcome.REJECTED_BY_GATE));
    assertThat(verdict.getRejected().get(0).getReason()).contains("outside of its range");
  }

  @Test
  void shouldCompareTheSameBlocksWhenTheEvaluatorIsPaired() {
    Task.Builder task = noisy(3);
    Rung paired = Rung.newBuilder(rung("bench", 1)).setPaired(true).build();
    task.setEvaluator(Evaluator.newBuilder(task.getEvaluator()).setRungs(List.of(paired)).build());

    // Blocks differ by far more than the candidates do.
    Verdict verdict =
        arena.play(
            task.build(),
            (order, block) ->
                Map.of("speed", number(order) + 100 * new Random(block).nextGaussian()));

    assertThat(verdict.getKind()).isEqualTo(VerdictKind.WINNER);
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v3");
  }

  @Test
  void shouldDecideByAnEarlierRungWhenTheLastOneIsPaired() {
    Objective size =
        Objective.newBuilder()
            .setMetric("size")
            .setDirection(Direction.MINIMIZE)
            .setExact(true)
            .build();
    Task.Builder task = noisy(3).setObjectives(List.of(size, objective()));
    Rung paired = Rung.newBuilder(rung("bench", 1)).setPaired(true).build();
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator())
            .setRungs(List.of(rung("build", 1), paired))
            .build());
    task.setDecision(decision().setEta(1).build());

    // The last two are as small as each other and differ in speed; the first is large and fast.
    Verdict verdict =
        arena.play(
            task.build(),
            (order, block) ->
                order.getRungIndex() == 0
                    ? Map.of("size", order.getVariant().equals("v1") ? 9.0 : 5.0)
                    : Map.of("speed", 100.0 / number(order) + 0.1 * noise(order, block)));

    assertThat(verdict.getKind()).isEqualTo(VerdictKind.WINNER);
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v2");
    assertThat(arena.samplesOf("v1", BENCH)).isEqualTo(1);
  }

  @Test
  void shouldSpendNothingWhenAnEarlierRungTellsTooLittle() {
    Objective size =
        Objective.newBuilder().setMetric("size").setDirection(Direction.MINIMIZE).build();
    Task.Builder task = noisy(3).setObjectives(List.of(size, objective()));
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator())
            .setRungs(List.of(rung("build", 1), rung("bench", 1)))
            .build());
    task.setDecision(decision().setEta(1).build());

    Verdict verdict =
        arena.play(
            task.build(),
            (order, block) ->
                order.getRungIndex() == 0
                    ? Map.of("size", 5.0 + number(order))
                    : speed(order, block, 1));

    assertThat(verdict.getTieSet()).hasSize(2);
    assertThat(arena.samplesOf("v1", BENCH)).isEqualTo(1);
    assertThat(arena.samplesOf("v3", BENCH)).isEqualTo(1);
  }

  @Test
  void shouldMeasureTheBaseBesideThePatchesAndWarnOfNoise() {
    Task.Builder task = noisy(3);
    task.setEvaluator(Evaluator.newBuilder(task.getEvaluator()).setControl(true).build());
    task.setObjectives(List.of(Objective.newBuilder(objective()).setTolerance(1).build()));

    Verdict verdict =
        arena.play(
            task.build(),
            (order, block) ->
                order.getVariant().equals("base")
                    ? Map.of("speed", 5 + 3 * new Random(block).nextGaussian())
                    : speed(order, block, 1));

    LeaderboardEntry base = verdict.getControl().orElseThrow();
    assertThat(base.getCommit()).isEqualTo("a".repeat(40));
    assertThat(base.getMetrics().get("speed").getCount()).isEqualTo(5);
    assertThat(verdict.getWarnings()).singleElement().asString().contains("speed is noisy");
    assertThat(verdict.getKept()).extracting(LeaderboardEntry::getVariant).doesNotContain("base");
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 3));
    assertThat(arena.boards().get(arena.boards().size() - 1).getControl()).isPresent();
  }

  @Test
  void shouldNotWarnOfNoiseWhenItIsThatOfTheInputsOfAPairedRung() {
    Task.Builder task = noisy(2);
    Rung paired = Rung.newBuilder(rung("bench", 1)).setPaired(true).build();
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator())
            .setControl(true)
            .setRungs(List.of(paired))
            .build());
    task.setObjectives(List.of(Objective.newBuilder(objective()).setTolerance(1).build()));

    Verdict verdict =
        arena.play(
            task.build(),
            (order, block) ->
                Map.of(
                    "speed",
                    100 * new Random(block).nextGaussian()
                        + (order.getVariant().equals("base") ? 0 : 10 * number(order))));

    assertThat(verdict.getControl().orElseThrow().getMetrics().get("speed").getCount())
        .isEqualTo(5);
    assertThat(verdict.getWarnings()).isEmpty();
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v2");
  }

  @Test
  void shouldNeverPassTheCapWhenEvaluationsCost() {
    Task.Builder task = noisy(4);
    // A sample costs $0.10 at most (a minute at $6) and half of that in truth.
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator()).setPricePerHour(new BigDecimal("6")).build());
    task.setBudget(Tasks.budget(4, "2.00", 4));

    Verdict verdict =
        arena.play(task.build(), (order, block) -> Map.of("speed", noise(order, block)));

    assertThat(verdict.getKind()).isEqualTo(VerdictKind.TIE_SET);
    assertThat(verdict.getSpend().getMoney()).isLessThanOrEqualTo(new BigDecimal("2.00"));
    assertThat(verdict.getSpend().getReserved()).isEqualByComparingTo("0");
    assertThat(arena.contest(task.build()).getSpend().getMoney().doubleValue())
        .isCloseTo(0.04 + 6.0 / 36_000 * arena.evaluations().size(), within(0.001));
  }

  @Test
  void shouldPublishWhatTheVerdictSaysWhenTheLastChangeWasBelowTheBoard() {
    Task task = noisy(2).setDecision(decision().setMaxSamples(1).build()).build();
    try (ContestDriver contest = new ContestDriver(new ContestConfig(1, 2))) {
      contest.publishTask(task);
      contest.newAttempts().forEach(each -> contest.publish(attempt(each)));
      Queue<EvaluationOrder> open = new ArrayDeque<>(contest.newEvaluations());
      while (!open.isEmpty()) {
        EvaluationOrder order = open.remove();
        contest.publish(
            order.getRungIndex() < BENCH
                ? ContestDriver.passed(order)
                : ContestDriver.passed(order, -number(order)));
        open.addAll(contest.newEvaluations());
      }

      // v1 is on the board before v2, of which one cannot know that it is worse.
      List<Leaderboard> boards = contest.newLeaderboards();
      Verdict verdict = contest.newVerdicts().get(0);
      assertThat(verdict.getKept().get(0).getWorstRank()).isEqualTo(2);
      assertThat(boards.get(boards.size() - 1).getEntries()).isEqualTo(verdict.getKept());
    }
  }

  private static AttemptResult attempt(AttemptOrder order) {
    return ContestDriver.patch(order, order.getVariant().substring(1), "0.01");
  }

  private int samples() {
    return arena.evaluations().stream()
        .filter(order -> order.getRungIndex() == BENCH)
        .mapToInt(order -> order.getRung().getSamples())
        .sum();
  }

  /** Variant n has a speed of ten n. */
  private static Map<String, Double> speed(EvaluationOrder order, long block, double noise) {
    return Map.of("speed", 10.0 * number(order) + noise * noise(order, block));
  }

  private static int number(EvaluationOrder order) {
    return Integer.parseInt(order.getVariant().substring(1));
  }

  private static double noise(EvaluationOrder order, long block) {
    return new Random(31L * order.getVariant().hashCode() + block).nextGaussian();
  }

  private static Task.Builder noisy(int variants) {
    return Tasks.task("t", variants)
        .setObjectives(List.of(objective()))
        .setDecision(decision().build());
  }

  private static Decision.Builder decision() {
    return Decision.newBuilder().setMaxSamples(40).setConfirmSamples(0);
  }

  private static Objective objective() {
    return Objective.newBuilder().setMetric("speed").setDirection(Direction.MAXIMIZE).build();
  }

  private static Rung rung(String name, int samples) {
    return Rung.newBuilder()
        .setName(name)
        .setCommand(List.of("evaluate", name))
        .setTimeoutMs(60_000)
        .setSamples(samples)
        .setMetricsFrom(MetricsSource.JSON_LINES)
        .build();
  }
}
