package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Sha256;
import java.math.BigDecimal;
import java.util.List;

/** What workers answer to orders. */
public final class Answers {
  private static final String WORKER = "bench";
  private static final int COMMIT_LENGTH = 40;

  private Answers() {}

  /**
   * The agent made a patch.
   *
   * @param change patches with the same text are the same change
   * @param cost in US dollars, as the agent reports it
   */
  public static AttemptResult.Builder patch(AttemptOrder order, String change, BigDecimal cost) {
    return attempt(order, Outcome.SUCCEEDED)
        .setCommit(Sha256.hex(order.getAttemptId()).substring(0, COMMIT_LENGTH))
        .setDiffHash(Sha256.hex(change))
        .setDiff(new DiffStatistics(1, 10, 2))
        .setCost(cost);
  }

  /** The attempt ended in some way; its agent ran for a second. */
  public static AttemptResult.Builder attempt(AttemptOrder order, Outcome outcome) {
    return AttemptResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setAttemptId(order.getAttemptId())
        .setVariant(order.getVariant())
        .setDelivery(1)
        .setWorker(WORKER)
        .setOutcome(outcome)
        .setReason(outcome == Outcome.SUCCEEDED ? "" : "it ended as " + outcome)
        .setStartedAt(TopologyBench.START)
        .setAgentMs(1_000);
  }

  /** The rung passed, with these samples if it reports any. */
  public static EvaluationResult.Builder passed(EvaluationOrder order, List<Sample> samples) {
    return evaluation(order, Outcome.SUCCEEDED).setSamples(samples);
  }

  /** The evaluation ended in some way, after a tenth of a second. */
  public static EvaluationResult.Builder evaluation(EvaluationOrder order, Outcome outcome) {
    return EvaluationResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setClusterId(order.getClusterId())
        .setRungIndex(order.getRungIndex())
        .setDelivery(1)
        .setWorker(WORKER)
        .setOutcome(outcome)
        .setReason(outcome == Outcome.SUCCEEDED ? "" : "it ended as " + outcome)
        .setStartedAt(TopologyBench.START)
        .setEvaluationMs(100);
  }
}
