package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * Answers an order by what the order says and nothing else, so that it does not matter when it is
 * asked. Some attempts fail, some changes are rejected, and some runs are lost by infrastructure.
 */
final class ReplayWorker {
  private final long seed;

  /**
   * A worker.
   *
   * @param seed another one measures other values
   */
  ReplayWorker(long seed) {
    this.seed = seed;
  }

  SpecificRecord answer(ReplayTask kind, SpecificRecord order) {
    return order instanceof AttemptOrder attempt
        ? attempt(kind, attempt)
        : evaluation(kind, (EvaluationOrder) order);
  }

  private SpecificRecord attempt(ReplayTask kind, AttemptOrder order) {
    SplittableRandom random = random(order.getOrderId());
    if (random.nextInt(12) == 0) {
      return Answers.attempt(order, Outcome.INFRASTRUCTURE_FAILED).build();
    }
    if (random.nextInt(12) == 0) {
      return Answers.attempt(order, Outcome.TIMED_OUT).build();
    }
    int change = kind.change(BenchTasks.number(order.getVariant()));
    BigDecimal cost = BigDecimal.valueOf(random.nextInt(1_000_001), 6);
    return Answers.patch(order, order.getTaskId() + '/' + change, cost)
        .setFingerprint(kind.fingerprint(change))
        .build();
  }

  private SpecificRecord evaluation(ReplayTask kind, EvaluationOrder order) {
    // Whichever attempt stands for the cluster when it is ordered, the change is the same.
    SplittableRandom change = random(order.getTaskId() + '/' + order.getClusterId());
    SplittableRandom run = random(order.getOrderId());
    if (run.nextInt(12) == 0) {
      return Answers.evaluation(order, Outcome.INFRASTRUCTURE_FAILED).build();
    }
    if (change.nextInt(8) == 0 && order.getRungIndex() == 0) {
      return Answers.evaluation(order, Outcome.REJECTED_BY_GATE).build();
    }
    double mean = 100 + change.nextInt(30);
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; order.getRungIndex() > 0 && index < order.getRung().getSamples(); index++) {
      double noise = kind == ReplayTask.GATED ? 0 : run.nextDouble(-3, 3);
      samples.add(new Sample(Map.of(BenchTasks.METRIC, mean + noise), 20L));
    }
    return Answers.passed(order, samples).setEvaluationMs(run.nextInt(60_001)).build();
  }

  private SplittableRandom random(String text) {
    long mixed = seed;
    for (int index = 0; index < text.length(); index++) {
      mixed = new SplittableRandom(mixed + text.charAt(index)).nextLong();
    }
    return new SplittableRandom(mixed);
  }
}
