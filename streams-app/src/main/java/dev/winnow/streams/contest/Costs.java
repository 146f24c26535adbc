package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Prices;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What results say that their runs have cost, in US dollars. */
final class Costs {
  private Costs() {}

  /**
   * An agent that says nothing of its cost is booked at the most it can have cost, for the cap is
   * hard; one that never ran cost nothing. Whoever gives an order up after several deliveries has
   * not run it, but those before may have been killed in the middle of it.
   */
  static BigDecimal ofAttempt(AttemptResult result, Task task) {
    boolean neverRan = isNotRun(result) && result.getDelivery() <= 1;
    return result.getCost().orElse(neverRan ? BigDecimal.ZERO : task.getAgent().getMaxCost());
  }

  /** Of an evaluation: its time by the evaluator's price. */
  static BigDecimal ofEvaluation(EvaluationResult result, Task task, OpenOrder order) {
    if (isNotRun(result) && result.getDelivery() > 1) {
      // Those that were killed in the middle of it have not said for how long they ran.
      return order.getReserved();
    }
    // A worker that ends a run a little late does not cost more than it may.
    return new Prices(task)
        .evaluation(Math.max(0, result.getEvaluationMs()))
        .min(order.getReserved());
  }

  /** Of a judge's answer, as of an attempt. */
  static BigDecimal ofVote(EvaluationResult vote, OpenOrder order) {
    boolean neverRan = isNotRun(vote) && vote.getDelivery() <= 1;
    return vote.getCost().orElse(neverRan ? BigDecimal.ZERO : order.getReserved());
  }

  /** The most that one run of an order can have cost. */
  static BigDecimal most(Task task, OpenOrder order) {
    // An attempt's reservation is for its way through the rungs too, which is no part of the run.
    return order.getKind() == OrderKind.ATTEMPT
        ? task.getAgent().getMaxCost()
        : order.getReserved();
  }

  /** Whether the worker that sends a result has run nothing for it. */
  static boolean isNotRun(SpecificRecord result) {
    return result instanceof AttemptResult attempt
        ? isNotRun(attempt.getOutcome(), attempt.getAgentMs())
        : result instanceof EvaluationResult evaluation
            && isNotRun(evaluation.getOutcome(), evaluation.getEvaluationMs());
  }

  private static boolean isNotRun(Outcome outcome, long milliseconds) {
    return outcome == Outcome.INFRASTRUCTURE_FAILED && milliseconds == 0;
  }

  /** The run that a result is from; empty if it does not say, or nothing was run. */
  static Optional<String> run(SpecificRecord result) {
    return result instanceof AttemptResult attempt
        ? attempt.getRunId()
        : ((EvaluationResult) result).getRunId();
  }
}
