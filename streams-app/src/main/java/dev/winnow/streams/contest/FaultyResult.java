package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.GitNames;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.streams.contest.dedup.Clusters;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Results that cannot be what came of their order: a faulty worker's. They count as failures of
 * infrastructure, so that the order is tried again.
 */
final class FaultyResult {
  private FaultyResult() {}

  /** One whose order had been given up before would be booked the same way. */
  private static final int DELIVERY = 2;

  /**
   * What is wrong with the result of an attempt.
   *
   * @param value what came under the order's id
   * @return one sentence; empty if it is an {@link AttemptResult} that can be used
   */
  static Optional<String> ofAttempt(SpecificRecord value, OpenOrder order, Attempt attempt) {
    if (!(value instanceof AttemptResult result) || !isOf(result, order, attempt)) {
      return Optional.of("the result is not of the attempt that its order is for");
    }
    boolean isPatch =
        result.getCommit().isPresent()
            && isHash(result.getDiffHash())
            && (result.getRenamedHash().isEmpty() || isHash(result.getRenamedHash()));
    if (result.getOutcome() == Outcome.SUCCEEDED && !isPatch) {
      return Optional.of("the result is a success without a commit and its hash");
    }
    return cost(result.getCost()).or(() -> time(result.getAgentMs(), result.getSandboxMs()));
  }

  /**
   * What is wrong with the result of a landing.
   *
   * @param value what came under the order's id
   * @return one sentence; empty if it is an {@link AttemptResult} that can be used
   */
  static Optional<String> ofLanding(SpecificRecord value, OpenOrder order, Attempt attempt) {
    if (!(value instanceof AttemptResult result) || !isOf(result, order, attempt)) {
      return Optional.of("the result is not of the landing that its order is for");
    }
    boolean isCommit = result.getHead().map(GitNames::isCommit).orElse(true);
    return isCommit
        ? Optional.empty()
        : Optional.of("the result says that the branch is at something that is no commit");
  }

  private static boolean isOf(AttemptResult result, OpenOrder order, Attempt attempt) {
    return order.getTaskId().equals(result.getTaskId())
        && attempt.getAttemptId().equals(result.getAttemptId())
        && attempt.getVariant().equals(result.getVariant());
  }

  /**
   * What is wrong with the result of an evaluation.
   *
   * @param value what came under the order's id
   * @return one sentence; empty if it is an {@link EvaluationResult} that can be used
   */
  static Optional<String> ofEvaluation(SpecificRecord value, OpenOrder order) {
    if (!(value instanceof EvaluationResult result)
        || !order.getTaskId().equals(result.getTaskId())
        || !order.getSubject().equals(result.getClusterId())
        || order.getRungIndex() != result.getRungIndex()) {
      return Optional.of("the result is not of the evaluation that its order is for");
    }
    if (result.getSamples().size() > order.getSamples()) {
      return Optional.of("the result has more samples than its order asked for");
    }
    for (Sample sample : result.getSamples()) {
      if (!sample.getMetrics().values().stream().allMatch(Double::isFinite)) {
        return Optional.of("the result has a metric that is not a finite number");
      }
    }
    return time(result.getEvaluationMs(), result.getSandboxMs());
  }

  /**
   * What is wrong with the answer of a judge.
   *
   * @param value what came under the order's id
   * @return one sentence; empty if it is an {@link EvaluationResult} that can be used
   */
  static Optional<String> ofVote(SpecificRecord value, OpenOrder order) {
    if (!(value instanceof EvaluationResult result)
        || !order.getTaskId().equals(result.getTaskId())) {
      return Optional.of("the result is not of the vote that its order is for");
    }
    return cost(result.getCost()).or(() -> time(result.getEvaluationMs(), result.getSandboxMs()));
  }

  /** What counts in place of it; the agent may have run, so its most is booked. */
  static AttemptResult failed(OpenOrder order, Attempt attempt, String reason) {
    return AttemptResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setAttemptId(attempt.getAttemptId())
        .setVariant(attempt.getVariant())
        .setDelivery(DELIVERY)
        .setWorker("")
        .setOutcome(Outcome.INFRASTRUCTURE_FAILED)
        .setReason(reason)
        .setStartedAt(order.getIssuedAt())
        .build();
  }

  /** What counts in place of it; it may have run, so all that was reserved is booked. */
  static EvaluationResult failed(OpenOrder order, String reason) {
    return EvaluationResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setClusterId(order.getSubject())
        .setRungIndex(order.getRungIndex())
        .setDelivery(DELIVERY)
        .setWorker("")
        .setOutcome(Outcome.INFRASTRUCTURE_FAILED)
        .setReason(reason)
        .setStartedAt(order.getIssuedAt())
        .build();
  }

  private static boolean isHash(Optional<String> hash) {
    return hash.filter(digits -> digits.length() >= Clusters.ID_LENGTH).isPresent();
  }

  private static Optional<String> cost(Optional<BigDecimal> cost) {
    return cost.filter(money -> money.signum() < 0 || money.compareTo(TaskRules.MOST_COST) > 0)
        .map(money -> "the result's cost is below zero or above " + TaskRules.MOST_COST);
  }

  private static Optional<String> time(long... milliseconds) {
    return Arrays.stream(milliseconds)
            .allMatch(ms -> ms >= 0 && ms <= TaskRules.LONGEST_WALL_TIME_MS)
        ? Optional.empty()
        : Optional.of("the result says that it took less than nothing or more than a year");
  }
}
