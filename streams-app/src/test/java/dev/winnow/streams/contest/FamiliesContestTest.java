package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.VariantEstimate;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.dedup.Prints;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Variants v1 to v6 are strangers; v7 is much like v1, v8 like v6. A higher number is faster. */
class FamiliesContestTest {
  private final Arena arena = new Arena();

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void shouldEvaluateTheOthersOfAFamilyThatDoesWellAndSpareThoseOfOneThatDoesBadly() {
    Verdict verdict = play(FamiliesContestTest::speed);

    assertThat(arena.evaluations())
        .extracting(EvaluationOrder::getVariant)
        .contains("v8")
        .doesNotContain("v7");
    assertThat(verdict.getKept()).extracting(LeaderboardEntry::getVariant).startsWith("v8");
    assertThat(verdict.getKept().get(0).getFamilySize()).isEqualTo(2);
    assertThat(verdict.getSavings().orElseThrow().getWaiting()).isEqualTo(1);
    assertThat(verdict.getRejected())
        .singleElement()
        .satisfies(
            spared -> {
              assertThat(spared.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
              assertThat(spared.getReason()).contains("much like v1-1");
            });
    assertThat(verdict.getAttemptsByOutcome()).isEqualTo(Map.of("SUCCEEDED", 8));
  }

  @Test
  void shouldTryTheNextOfAFamilyWhoseFirstIsRejected() {
    Verdict verdict =
        play((order, block) -> order.getVariant().equals("v1") ? null : speed(order, block));

    assertThat(arena.evaluations()).extracting(EvaluationOrder::getVariant).contains("v7");
    assertThat(verdict.getRejected()).extracting(Rejection::getVariant).containsExactly("v1");
  }

  @Test
  void shouldLetNobodyWaitWhenFamiliesAreOff() {
    families();
    arena.play(task().setSimilarity(0).build(), FamiliesContestTest::speed);

    assertThat(arena.evaluations()).extracting(EvaluationOrder::getVariant).contains("v7", "v8");
  }

  @Test
  void shouldNotCompareVariantsAsGroupsWhenMembersOfFamiliesWereSpared() {
    Verdict verdict = playGroups(0.7);

    assertThat(verdict.getSavings().orElseThrow().getWaiting()).isPositive();
    assertThat(verdict.getVariants()).isEmpty();
    assertThat(verdict.getWarnings())
        .singleElement()
        .asString()
        .contains("not compared as groups", "dedup.similarity: 0");
  }

  @Test
  void shouldCompareVariantsAsGroupsWhenFamiliesAreOff() {
    Verdict verdict = playGroups(0);

    assertThat(verdict.getVariants()).extracting(VariantEstimate::getFailed).containsOnly(0);
    assertThat(verdict.getVariants()).extracting(VariantEstimate::getAttempts).containsOnly(2);
    assertThat(verdict.getWarnings()).isEmpty();
  }

  /** Of each of six variants two attempts, whose patches are much like each other. */
  private Verdict playGroups(double similarity) {
    families();
    Task.Builder task = Tasks.task("t", 6).setSimilarity(similarity);
    task.setVariants(
        task.getVariants().stream()
            .map(variant -> Variant.newBuilder(variant).setAttempts(2).build())
            .toList());
    task.setBudget(Tasks.budget(12, null, 12));
    return arena.play(task.build(), FamiliesContestTest::speed);
  }

  private Verdict play(Arena.Evaluator evaluator) {
    families();
    return arena.play(task().build(), evaluator);
  }

  private void families() {
    for (int variant = 1; variant <= 6; variant++) {
      arena.fingerprint("v" + variant, print(variant, 0));
    }
    arena.fingerprint("v7", print(1, 5)).fingerprint("v8", print(6, 5));
  }

  private static Task.Builder task() {
    return Tasks.task("t", 8).setSimilarity(0.7);
  }

  /** A set of a hundred numbers of a kind, some of which are others. */
  private static PatchFingerprint print(int kind, int others) {
    long[] set = LongStream.range(0, 100).map(n -> kind * 1_000L + n + others).toArray();
    return Prints.record(set, kind);
  }

  private static Map<String, Double> speed(EvaluationOrder order, long block) {
    return Map.of("speed", Double.parseDouble(order.getVariant().substring(1)));
  }
}
