package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;

/** Whatever order results come in, and however often, the contest ends the same. */
class ShuffledResultsTest {
  private static final int ATTEMPTS = 12;
  private static final String CHANGES = "abcdefabc";

  @Property(tries = 20)
  void shouldEndTheSameWhenResultsAreShuffledAndRepeated(@ForAll long seed) {
    Verdict clean = run(new Random(0), 0);

    Verdict shuffled = run(new Random(seed), 0.5);

    assertThat(shuffled.getKept())
        .extracting(LeaderboardEntry::getClusterId)
        .isEqualTo(clean.getKept().stream().map(LeaderboardEntry::getClusterId).toList());
    assertThat(shuffled.getAttemptsByOutcome()).isEqualTo(clean.getAttemptsByOutcome());
    assertThat(shuffled.getAttemptsByOutcome().values().stream().mapToInt(n -> n).sum())
        .isEqualTo(ATTEMPTS);
    assertThat(shuffled.getSpend()).isEqualTo(clean.getSpend());
    assertThat(shuffled.getRejected()).containsExactlyInAnyOrderElementsOf(clean.getRejected());
    assertThat(shuffled.getEvaluations()).isEqualTo(clean.getEvaluations());
    assertThat(shuffled.getDuplicates()).isEqualTo(clean.getDuplicates());
  }

  /** Runs a contest: each step settles one open order, at random, or repeats an old result. */
  private static Verdict run(Random random, double repeats) {
    try (ContestDriver contest = new ContestDriver()) {
      contest.publishTask(
          Tasks.task("t", ATTEMPTS).setBudget(Tasks.budget(ATTEMPTS, "1.20", 4)).build());
      List<SpecificRecord> open = new ArrayList<>(contest.newAttempts());
      List<SpecificRecord> sent = new ArrayList<>();
      while (!open.isEmpty()) {
        SpecificRecord result = result(open.remove(random.nextInt(open.size())));
        contest.publish(result);
        sent.add(result);
        if (random.nextDouble() < repeats) {
          contest.publish(sent.get(random.nextInt(sent.size())));
        }
        open.addAll(contest.newAttempts());
        open.addAll(contest.newEvaluations());
      }
      List<Verdict> verdicts = contest.newVerdicts();
      assertThat(verdicts).hasSize(1);
      return verdicts.get(0);
    }
  }

  private static SpecificRecord result(SpecificRecord order) {
    if (order instanceof AttemptOrder attempt) {
      int n = Orders.number(attempt.getVariant().replace("v", "v-"));
      return n > CHANGES.length()
          ? ContestDriver.attempt(attempt, Outcome.TIMED_OUT).build()
          : ContestDriver.patch(attempt, CHANGES.substring(n - 1, n), "0.0" + n);
    }
    EvaluationOrder evaluation = (EvaluationOrder) order;
    char change = evaluation.getClusterId().charAt(0);
    if (change == 'b') {
      return ContestDriver.evaluation(evaluation, Outcome.REJECTED_BY_GATE).build();
    }
    Map<Integer, double[]> speeds = Map.of(0, new double[0], 1, new double[] {change});
    return ContestDriver.passed(evaluation, speeds.get(evaluation.getRungIndex()));
  }
}
