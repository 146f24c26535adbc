package dev.winnow.streams.contest;

import static dev.winnow.streams.contest.ContestDriver.evaluation;
import static dev.winnow.streams.contest.ContestDriver.passed;
import static dev.winnow.streams.contest.ContestDriver.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.BudgetExtension;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.Judging;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Opinion;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Regrading;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.streams.contest.store.ContestStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Patches cost the more the higher their variant's number, so v1 goes first among equals. */
class JudgedContestTest {
  private static final ToDoubleFunction<String> EQUAL = variant -> 1;

  private ContestDriver contest = new ContestDriver();

  @AfterEach
  void close() {
    contest.close();
  }

  @Test
  void shouldPutFirstWhomTheJudgePrefersWhenNothingMeasuredSetsThemApart() {
    List<EvaluationOrder> questions = measure(task(3).build(), EQUAL);
    assertThat(questions).hasSize(6);
    assertThat(contest.newVerdicts()).isEmpty();

    answer(questions, prefers("v2"));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.TIE_SET);
    assertThat(verdict.getKept())
        .extracting(LeaderboardEntry::getVariant, LeaderboardEntry::getRank, e -> e.getTied())
        .containsExactly(tuple("v2", 1, false), tuple("v1", 2, true));
    assertThat(verdict.getTieSet())
        .hasSize(2)
        .doesNotContain(verdict.getKept().get(0).getClusterId());
    assertThat(verdict.getReason())
        .endsWith(
            "v2 goes first by the judge's opinion, for nothing that was measured sets it apart"
                + " from 2 others");
    Judging judging = verdict.getJudging().orElseThrow();
    assertThat(judging.getFirst()).contains(verdict.getKept().get(0).getClusterId());
    assertThat(judging.getOpinions()).extracting(Opinion::getVariant).startsWith("v2").hasSize(3);
    assertThat(judging.getCounted()).isEqualTo(6);
    assertThat(judging.getCost()).isEqualByComparingTo("0.06");
    assertThat(verdict.getWarnings()).isEmpty();
  }

  @Test
  void shouldAskNobodyWhenAWinnerWasMeasured() {
    List<EvaluationOrder> questions =
        measure(task(3).build(), variant -> Double.parseDouble(variant.substring(1)));

    assertThat(questions).isEmpty();
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.WINNER);
    assertThat(verdict.getJudging()).isEmpty();
  }

  @Test
  void shouldAskAboutTheTiedOnlyWhenOthersAreBehind() {
    List<EvaluationOrder> questions =
        measure(task(4).build(), variant -> variant.compareTo("v2") <= 0 ? 5 : 1);

    assertThat(questions).hasSize(2);
    assertThat(questions).extracting(EvaluationOrder::getVariant).containsOnly("v1", "v2");
  }

  @Test
  void shouldTellTheWorkerNothingOfTheRivalButItsPatch() {
    EvaluationOrder question = measure(task(2).build(), EQUAL).get(0);

    assertThat(question.getOrderId()).isEqualTo("t/votes/1/0");
    assertThat(question.getRung().getCommand()).containsExactly("judge");
    assertThat(question.getQuestion().orElseThrow().getPrompt()).isEqualTo("make it fast");
    assertThat(question.getQuestion().orElseThrow().getRival())
        .hasSize(40)
        .isNotEqualTo(question.getCommit());
    assertThat(question.getParameters()).isEmpty();
  }

  @Test
  void shouldLeaveItToCostAndSizeWhenTheJudgeTakesAPlace() {
    Task task = task(4).setJudge(judge("0.05", 1)).build();
    List<EvaluationOrder> questions = measure(task, EQUAL);

    answer(questions, question -> Preference.A);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v1");
    assertThat(verdict.getReason()).endsWith("it goes first by cost, then size of the change");
    Judging judging = verdict.getJudging().orElseThrow();
    assertThat(judging.getFirst()).isEmpty();
    assertThat(judging.getFlipped()).isEqualTo(6);
    assertThat(judging.getForFirst()).isEqualTo(12);
    assertThat(verdict.getWarnings())
        .containsExactly(
            "the judge follows the place: of 6 pairs whose answer changed with the order, it took"
                + " the one shown as a in 6");
  }

  @Test
  void shouldReserveARoundBeforeItIsAskedAndGiveBackWhatItDidNotCost() {
    Task task = task(2).setBudget(Tasks.budget(2, "1.00", 2)).build();

    List<EvaluationOrder> questions = measure(task, EQUAL);

    assertThat(contestOf("t").getSpend().getReserved()).isEqualByComparingTo("0.10");
    answer(questions, prefers("v1"));
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getSpend().getReserved()).isEqualByComparingTo("0");
    // Attempts cost 0.01 and 0.02, and two votes 0.01 each.
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.05");
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v1");
    assertThat(verdict.getJudging().orElseThrow().getFirst()).isPresent();
  }

  @Test
  void shouldBookTheMostThatAVoteCanCostWhenTheJudgeDoesNotSay() {
    List<EvaluationOrder> questions = measure(task(2).build(), EQUAL);

    for (EvaluationOrder question : questions) {
      contest.publish(
          EvaluationResult.newBuilder(vote(question, Preference.NEITHER)).setCost(null).build());
    }

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getJudging().orElseThrow().getCost()).isEqualByComparingTo("0.10");
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.13");
  }

  @Test
  void shouldDecideWithoutTheJudgeAndSaySoWhenTheMoneyIsOut() {
    Task task = task(2).setBudget(Tasks.budget(2, "0.20", 2)).setJudge(judge("0.09", 1)).build();

    List<EvaluationOrder> questions = measure(task, EQUAL);

    assertThat(questions).isEmpty();
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.TIE_SET);
    assertThat(verdict.getJudging()).isEmpty();
    assertThat(verdict.getWarnings())
        .containsExactly("the judge was not asked: the money left does not allow two votes");
  }

  @Test
  void shouldAskAboutFewerCandidatesWhenTheMoneyIsShort() {
    Task task = task(4).setBudget(Tasks.budget(4, "0.40", 16)).build();

    // Four attempts cost 0.10 together: 0.30 is left, six votes of 0.05.
    List<EvaluationOrder> questions = measure(task, EQUAL);
    assertThat(questions).extracting(EvaluationOrder::getVariant).doesNotContain("v4").hasSize(6);
    answer(questions, prefers("v3"));

    // Six more would be needed for the fourth, and 0.24 is left.
    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v3");
    assertThat(verdict.getWarnings())
        .containsExactly("the judge has compared 3 of the 4 candidates that tie");
    assertThat(verdict.getSpend().getMoney()).isLessThanOrEqualTo(new BigDecimal("0.40"));
  }

  @Test
  void shouldHaveNoMoreVotesOutThanTheBudgetAllowsAtOnce() {
    List<EvaluationOrder> questions =
        measure(task(3).setBudget(Tasks.budget(3, null, 2)).build(), EQUAL);
    assertThat(questions).hasSize(2);

    contest.publish(vote(questions.get(0), Preference.NEITHER));

    assertThat(contest.newEvaluations()).hasSize(1);
    assertThat(contestOf("t").getVotesOpen()).isEqualTo(5);
  }

  @Test
  void shouldAskEachRoundWhenTheOneBeforeIsIn() {
    Task task = task(2).setJudge(judge("0.05", 2)).build();
    List<EvaluationOrder> first = measure(task, EQUAL);
    assertThat(first).hasSize(2);

    answer(first, prefers("v2"));
    List<EvaluationOrder> second = contest.newEvaluations();
    assertThat(second)
        .extracting(EvaluationOrder::getOrderId)
        .containsExactly("t/votes/3/0", "t/votes/4/0");
    answer(second, prefers("v2"));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getJudging().orElseThrow().getCounted()).isEqualTo(4);
    assertThat(contest.newEvaluations()).isEmpty();
  }

  @Test
  void shouldAskAgainWhenInfrastructureFailsAVoteAndGiveUpInTheEnd() {
    List<EvaluationOrder> questions = measure(task(2).build(), EQUAL);
    contest.publish(vote(questions.get(1), Preference.A));

    EvaluationOrder lost = questions.get(0);
    for (int retry = 1; retry <= 2; retry++) {
      contest.publish(unrun(lost));
      lost = contest.newEvaluations().get(0);
      assertThat(lost.getOrderId()).isEqualTo("t/votes/1/" + retry);
      assertThat(contestOf("t").getSpend().getReserved()).isEqualByComparingTo("0.05");
    }
    contest.publish(unrun(lost));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getJudging().orElseThrow().getCounted()).isZero();
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v1");
    assertThat(verdict.getWarnings())
        .containsExactly(
            "1 of 2 votes of the judge came to nothing, the first because: it is"
                + " INFRASTRUCTURE_FAILED");
    assertThat(verdict.getSpend().getReserved()).isEqualByComparingTo("0");
  }

  @Test
  void shouldNotCountAVoteNorAskAgainWhenTheJudgeRunsPastItsTime() {
    List<EvaluationOrder> questions = measure(task(2).build(), EQUAL);
    contest.publish(vote(questions.get(0), Preference.A));

    contest.publish(evaluation(questions.get(1), Outcome.TIMED_OUT).build());

    assertThat(contest.newEvaluations()).isEmpty();
    Judging judging = contest.newVerdicts().get(0).getJudging().orElseThrow();
    assertThat(judging.getAsked()).isEqualTo(2);
    assertThat(judging.getPairs()).isZero();
    // 0.01 for the one that came, and the most for the one that did not say.
    assertThat(judging.getCost()).isEqualByComparingTo("0.06");
  }

  @Test
  void shouldChangeNothingWhenAVoteComesTwiceOrLate() {
    List<EvaluationOrder> questions = measure(task(2).build(), EQUAL);
    answer(questions, prefers("v2"));
    Verdict verdict = contest.newVerdicts().get(0);

    answer(questions, prefers("v1"));

    assertThat(contest.newVerdicts()).isEmpty();
    assertThat(contestOf("t").getSpend()).isEqualTo(verdict.getSpend());
  }

  @Test
  void shouldDecideWithoutTheJudgeWhenTheTaskIsCancelledMeanwhile() {
    List<EvaluationOrder> questions = measure(task(2).build(), EQUAL);
    contest.publish(vote(questions.get(0), Preference.A));

    tell(TaskCommandKind.CANCEL);

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.CANCELLED);
    assertThat(verdict.getJudging()).isEmpty();
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v1");
    // One vote was settled at 0.01; the one that is out may cost 0.05.
    assertThat(verdict.getSpend().getMoney()).isEqualByComparingTo("0.09");
    assertThat(verdict.getSpend().getReserved()).isEqualByComparingTo("0");
  }

  @Test
  void shouldDecideWithoutTheJudgeWhenTheWallTimeIsOut() {
    measure(task(2).build(), EQUAL);

    contest.wallTimePasses(Duration.ofHours(1));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.TIE_SET);
    assertThat(verdict.getJudging()).isEmpty();
    assertThat(verdict.getWarnings())
        .containsExactly(
            "the judge has no say, for it had not answered everything: the wall time is out");
  }

  @Test
  void shouldAskNothingWhileTheTaskIsPausedAndGoOnAfterwards() {
    List<EvaluationOrder> questions =
        measure(task(3).setBudget(Tasks.budget(3, null, 2)).build(), EQUAL);
    tell(TaskCommandKind.PAUSE);

    answer(questions, prefers("v2"));
    assertThat(contest.newEvaluations()).isEmpty();

    tell(TaskCommandKind.RESUME);
    answerAll(contest.newEvaluations(), prefers("v2"));
    assertThat(contest.newVerdicts().get(0).getKept().get(0).getVariant()).isEqualTo("v2");
  }

  @Test
  void shouldAskAboutTheNewTieWhenTheBudgetIsExtendedMeanwhile() {
    Task task = task(3).setBudget(Tasks.budget(2, null, 16)).build();
    List<EvaluationOrder> questions = measure(task, EQUAL);
    assertThat(questions).hasSize(2);

    contest.tell(
        command(TaskCommandKind.EXTEND)
            .setExtension(BudgetExtension.newBuilder().setAttempts(1).build())
            .build(),
        Tasks.START.plusSeconds(2));
    answer(questions, prefers("v3"));
    assertThat(contest.newVerdicts()).isEmpty();
    List<EvaluationOrder> more = measureOpen(EQUAL);

    // The pair that was asked about is not asked about again.
    assertThat(more).hasSize(4);
    answer(more, prefers("v3"));
    assertThat(contest.newVerdicts().get(0).getKept().get(0).getVariant()).isEqualTo("v3");
  }

  @Test
  void shouldAskAgainWhenATaskIsRegradedWithAJudge() {
    Task task = task(2).setJudge(null).build();
    assertThat(measure(task, EQUAL)).isEmpty();
    assertThat(contest.newVerdicts().get(0).getJudging()).isEmpty();

    contest.tell(
        command(TaskCommandKind.REGRADE)
            .setRegrading(
                Regrading.newBuilder().setJudge(judge("0.05", 1)).setWallTimeMs(60_000).build())
            .build(),
        Tasks.START.plusSeconds(2));
    List<EvaluationOrder> questions = contest.newEvaluations();
    assertThat(questions)
        .extracting(EvaluationOrder::getOrderId)
        .containsExactly("t/votes/g2-1/0", "t/votes/g2-2/0");
    answer(questions, prefers("v2"));

    Verdict verdict = contest.newVerdicts().get(0);
    assertThat(verdict.getGrade()).isEqualTo(2);
    assertThat(verdict.getKept().get(0).getVariant()).isEqualTo("v2");
  }

  @Property(tries = 6)
  void shouldReachTheSameVerdictWhateverTheOrderInWhichVotesCome(@ForAll long seed) {
    Verdict clean = judged(new Random(0), false);
    Verdict shuffled = judged(new Random(seed), true);

    assertThat(shuffled.getJudging()).isEqualTo(clean.getJudging());
    assertThat(shuffled.getKept()).isEqualTo(clean.getKept());
    assertThat(shuffled.getSpend()).isEqualTo(clean.getSpend());
    assertThat(shuffled.getReason()).isEqualTo(clean.getReason());
  }

  private Verdict judged(Random random, boolean shuffles) {
    contest.close();
    contest = new ContestDriver();
    Task task = task(5).setBudget(Tasks.budget(5, null, 7)).setJudge(judge("0.05", 2)).build();
    List<EvaluationOrder> open = new ArrayList<>(measure(task, EQUAL));
    while (!open.isEmpty()) {
      if (shuffles) {
        Collections.shuffle(open, random);
      }
      EvaluationOrder question = open.remove(0);
      contest.publish(vote(question, whim(question)));
      if (shuffles && random.nextBoolean()) {
        contest.publish(vote(question, Preference.NEITHER));
      }
      open.addAll(contest.newEvaluations());
    }
    return contest.newVerdicts().get(0);
  }

  /** An answer that depends on the question alone. */
  private static Preference whim(EvaluationOrder question) {
    return Preference.values()[new Random(question.getOrderId().hashCode()).nextInt(3)];
  }

  /** Runs the agents and the evaluator; returns what the judge is asked then. */
  private List<EvaluationOrder> measure(Task task, ToDoubleFunction<String> speed) {
    contest.publishTask(task);
    return measureOpen(speed);
  }

  private List<EvaluationOrder> measureOpen(ToDoubleFunction<String> speed) {
    List<EvaluationOrder> questions = new ArrayList<>();
    List<AttemptOrder> attempts = contest.newAttempts();
    List<EvaluationOrder> evaluations = contest.newEvaluations();
    while (!attempts.isEmpty() || !evaluations.isEmpty()) {
      attempts.forEach(order -> contest.publish(patch(order)));
      for (EvaluationOrder order : evaluations) {
        if (order.getQuestion().isPresent()) {
          questions.add(order);
        } else if (order.getRungIndex() == 0) {
          contest.publish(passed(order));
        } else {
          contest.publish(passed(order, speed.applyAsDouble(order.getVariant())));
        }
      }
      attempts = contest.newAttempts();
      evaluations = contest.newEvaluations();
    }
    return questions;
  }

  private static AttemptResult patch(AttemptOrder order) {
    return AttemptResult.newBuilder(
            ContestDriver.patch(order, "0", "0.0" + order.getVariant().substring(1)))
        .setDiffHash(Sha256.hex(order.getAttemptId()))
        .setCommit(commit(order.getVariant()))
        .build();
  }

  private static String commit(String variant) {
    return Sha256.hex(variant).substring(0, 40);
  }

  private void answer(
      List<EvaluationOrder> questions, Function<EvaluationOrder, Preference> judge) {
    questions.forEach(question -> contest.publish(vote(question, judge.apply(question))));
  }

  private void answerAll(
      List<EvaluationOrder> questions, Function<EvaluationOrder, Preference> judge) {
    List<EvaluationOrder> open = questions;
    while (!open.isEmpty()) {
      answer(open, judge);
      open = contest.newEvaluations();
    }
  }

  /** A judge that likes one variant and cannot tell the others apart. */
  private static Function<EvaluationOrder, Preference> prefers(String variant) {
    return question ->
        question.getCommit().equals(commit(variant))
            ? Preference.A
            : question.getQuestion().orElseThrow().getRival().equals(commit(variant))
                ? Preference.B
                : Preference.NEITHER;
  }

  private static EvaluationResult unrun(EvaluationOrder question) {
    return evaluation(question, Outcome.INFRASTRUCTURE_FAILED).setEvaluationMs(0).build();
  }

  private Contest contestOf(String taskId) {
    return (Contest) contest.store(ContestStore.NAME).get(taskId);
  }

  private void tell(TaskCommandKind kind) {
    contest.tell(command(kind).build(), Tasks.START.plusSeconds(2));
  }

  private static TaskCommand.Builder command(TaskCommandKind kind) {
    return TaskCommand.newBuilder()
        .setCommandId(kind.name())
        .setTaskId("t")
        .setKind(kind)
        .setIssuedAt(Instant.EPOCH);
  }

  private static Task.Builder task(int variants) {
    return Tasks.task("t", variants)
        .setBudget(Tasks.budget(variants, null, 16))
        .setDecision(Decision.newBuilder().setKeep(2).build())
        .setJudge(judge("0.05", 1));
  }

  private static Judge judge(String maxCost, int rounds) {
    return Judge.newBuilder()
        .setCommand(List.of("judge"))
        .setEnvironment(Map.of())
        .setTimeoutMs(60_000)
        .setMaxCost(new BigDecimal(maxCost))
        .setRounds(rounds)
        .build();
  }
}
