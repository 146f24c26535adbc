package dev.winnow.benchmarks.decisions;

import dev.winnow.benchmarks.contests.Answers;
import dev.winnow.benchmarks.contests.BenchTasks;
import dev.winnow.benchmarks.contests.TopologyBench;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * One contest through the topology, from the task to the verdict: agents make one patch a
 * candidate, workers draw samples, and results come in any order.
 */
final class PlayedContest {
  private static final BigDecimal COST = new BigDecimal("0.01");

  private final Truth truth;
  private final Plan plan;
  private final SimulatedContest.Setting setting;
  private final long seed;
  private final SplittableRandom order;

  /**
   * How measuring is done.
   *
   * @param batch samples of one order
   * @param concurrent attempts and orders of the race that are out at most
   */
  record Plan(int batch, int concurrent) {}

  /**
   * How it went.
   *
   * @param winner the candidate that the verdict says is better than all others, or -1
   * @param samples all that were taken, fresh ones too
   * @param looks events, after each of which the board and the verdict were looked at
   * @param wrongClaims boards on which a candidate that is not the best was set apart from all
   *     others that were on it
   */
  record Result(int winner, long samples, int looks, int wrongClaims) {}

  PlayedContest(SimulatedContest.Setting setting, Plan plan, Truth truth, long seed) {
    this.setting = setting;
    this.plan = plan;
    this.truth = truth;
    this.seed = seed;
    this.order = new SplittableRandom(seed);
  }

  /** Plays it under an id that the bench has not had. */
  Result play(TopologyBench bench, String id) {
    bench.submit(task(id));
    List<SpecificRecord> open = new ArrayList<>();
    int looks = 0;
    int wrongClaims = 0;
    while (true) {
      looks++;
      wrongClaims += (int) bench.newBoards().stream().filter(this::claimsWrongly).count();
      bench.newStandings();
      List<Verdict> verdicts = bench.newVerdicts();
      if (!verdicts.isEmpty()) {
        Verdict verdict = verdicts.get(0);
        return new Result(winner(verdict), verdict.getSamples(), looks, wrongClaims);
      }
      open.addAll(bench.newOrders());
      SpecificRecord next = open.remove(order.nextInt(open.size()));
      bench.answer(answer(next), TopologyBench.START.plusMillis(looks));
    }
  }

  private Task task(String id) {
    Decision decision =
        Decision.newBuilder()
            .setConfidence(setting.confidence())
            .setMaxSamples(setting.maxSamples())
            .setConfirmSamples(setting.confirmation())
            .build();
    return BenchTasks.task(
            id,
            truth.means().size(),
            plan.concurrent(),
            List.of(BenchTasks.measuring("measure", plan.batch())),
            decision)
        .build();
  }

  private SpecificRecord answer(SpecificRecord due) {
    if (due instanceof AttemptOrder attempt) {
      return Answers.patch(attempt, attempt.getOrderId(), COST).build();
    }
    EvaluationOrder evaluation = (EvaluationOrder) due;
    int candidate = BenchTasks.number(evaluation.getVariant());
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < evaluation.getRung().getSamples(); index++) {
      double value = draw(candidate, evaluation.getFirstBlock() + index);
      samples.add(new Sample(Map.of(BenchTasks.METRIC, value), 20L));
    }
    return Answers.passed(evaluation, samples).build();
  }

  /** The same sample has the same value, whenever it is taken. */
  private double draw(int candidate, long block) {
    long mixed = new SplittableRandom(seed).nextLong() + candidate;
    mixed = new SplittableRandom(mixed).nextLong() + block;
    double noise = setting.noise().draw(new SplittableRandom(mixed));
    return truth.means().get(candidate) + setting.sigma() * noise;
  }

  private boolean claimsWrongly(Leaderboard board) {
    List<LeaderboardEntry> entries = board.getEntries();
    return entries.size() > 1
        && BenchTasks.number(entries.get(0).getVariant()) != truth.best(variants(entries))
        && entries.stream().noneMatch(LeaderboardEntry::getTied);
  }

  private static List<Integer> variants(List<LeaderboardEntry> entries) {
    return entries.stream().map(entry -> BenchTasks.number(entry.getVariant())).toList();
  }

  private static int winner(Verdict verdict) {
    return verdict.getKind() == VerdictKind.WINNER
        ? BenchTasks.number(verdict.getKept().get(0).getVariant())
        : -1;
  }
}
