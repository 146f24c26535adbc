package dev.winnow.streams.contest.budget;

import dev.winnow.schemas.Rung;
import dev.winnow.schemas.SampleTime;
import dev.winnow.schemas.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the work of a task can cost at most, in US dollars: that much is reserved before it is
 * ordered.
 */
public record Prices(Task task) {
  private static final BigDecimal MS_PER_HOUR = BigDecimal.valueOf(3_600_000);
  private static final int DECIMALS = 6;

  /**
   * An attempt, and its way through all rungs: a patch that nobody can pay to judge is of no use.
   */
  public BigDecimal attempt() {
    return task.getAgent().getMaxCost().add(from(0));
  }

  /** The way of one cluster through the rungs from this one on, once each. */
  public BigDecimal from(int rung) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int index = rung; index < task.getEvaluator().getRungs().size(); index++) {
      sum = sum.add(samples(index, task.getEvaluator().getRungs().get(index).getSamples()));
    }
    return sum;
  }

  /** Samples of a rung, each as long as it may take, its environment's coming and going too. */
  public BigDecimal samples(int rung, int count) {
    Rung ran = task.getEvaluator().getRungs().get(rung);
    return evaluation(Math.multiplyExact(SampleTime.most(ran), count));
  }

  /**
   * What the evaluator costs that ran for so long, rounded up to a millionth of a dollar.
   *
   * @param milliseconds how long, 0 or more
   */
  public BigDecimal evaluation(long milliseconds) {
    return task.getEvaluator()
        .getPricePerHour()
        .orElse(BigDecimal.ZERO)
        .multiply(BigDecimal.valueOf(milliseconds))
        .divide(MS_PER_HOUR, DECIMALS, RoundingMode.CEILING);
  }
}
