package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.store.ContestStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Plays a whole contest: agents that make a patch a variant, and an evaluator that is a formula.
 */
final class Arena implements AutoCloseable {
  private final ContestDriver driver = new ContestDriver(new ContestConfig(50, 2));
  private final Map<String, PatchFingerprint> fingerprints = new HashMap<>();
  private final List<EvaluationOrder> evaluations = new ArrayList<>();
  private final List<Leaderboard> boards = new ArrayList<>();
  private Verdict verdict;

  /** What an evaluator says of a sample; null if the command fails. */
  interface Evaluator {
    Map<String, Double> sample(EvaluationOrder order, long block);
  }

  /** What a variant's patch adds. */
  Arena fingerprint(String variant, PatchFingerprint fingerprint) {
    fingerprints.put(variant, fingerprint);
    return this;
  }

  /** Plays it to its verdict, one order after the other in the order in which they were issued. */
  Verdict play(Task task, Evaluator evaluator) {
    driver.publishTask(task);
    Queue<Object> open = new ArrayDeque<>();
    collect(open);
    while (verdict == null && !open.isEmpty()) {
      Object order = open.remove();
      if (order instanceof AttemptOrder attempt) {
        driver.publish(patch(attempt));
      } else if (order instanceof EvaluationOrder evaluation) {
        evaluations.add(evaluation);
        driver.publish(evaluated(evaluation, evaluator));
      }
      collect(open);
    }
    if (verdict == null) {
      throw new AssertionError("nothing is open, and there is no verdict: " + contest(task));
    }
    return verdict;
  }

  /** The evaluations that were ordered, in order. */
  List<EvaluationOrder> evaluations() {
    return evaluations;
  }

  /** The boards that were published. */
  List<Leaderboard> boards() {
    return boards;
  }

  /** How many samples of a variant's patch were taken at the last rung. */
  int samplesOf(String variant, int rung) {
    return evaluations.stream()
        .filter(order -> order.getVariant().equals(variant) && order.getRungIndex() == rung)
        .mapToInt(order -> order.getRung().getSamples())
        .sum();
  }

  List<Standing> standings() {
    return driver.newStandings();
  }

  Contest contest(Task task) {
    return (Contest) driver.store(ContestStore.NAME).get(task.getTaskId());
  }

  private void collect(Queue<Object> open) {
    open.addAll(driver.newAttempts());
    open.addAll(driver.newEvaluations());
    boards.addAll(driver.newLeaderboards());
    driver.newVerdicts().forEach(found -> verdict = found);
  }

  private AttemptResult patch(AttemptOrder order) {
    return AttemptResult.newBuilder(ContestDriver.patch(order, "0", "0.01"))
        .setDiffHash(Sha256.hex(order.getAttemptId()))
        .setFingerprint(fingerprints.get(order.getVariant()))
        .build();
  }

  private static org.apache.avro.specific.SpecificRecord evaluated(
      EvaluationOrder order, Evaluator evaluator) {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < order.getRung().getSamples(); index++) {
      Map<String, Double> metrics = evaluator.sample(order, order.getFirstBlock() + index);
      if (metrics == null) {
        return ContestDriver.evaluation(order, Outcome.REJECTED_BY_GATE).build();
      }
      samples.add(new Sample(new HashMap<>(metrics), 5L));
    }
    return ContestDriver.evaluation(order, Outcome.SUCCEEDED).setSamples(samples).build();
  }

  @Override
  public void close() {
    driver.close();
  }
}
