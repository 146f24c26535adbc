package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.VariantTally;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.ContestConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * One task whose money does not last: agents and evaluations that cost as much as they like up to
 * their reservation, and workers that are killed.
 */
final class BudgetRun {
  private static final BigDecimal MAX_COST = BigDecimal.ONE;
  private static final BigDecimal PRICE_PER_HOUR = new BigDecimal("3");
  private static final BigDecimal MS_PER_HOUR = BigDecimal.valueOf(3_600_000);
  private static final int MILLIONTHS = 1_000_000;
  private static final int VARIANTS = 10;
  private static final int RETRIES = 2;
  private static final int DELIVERY_LIMIT = 3;
  private static final int CHANGES = 300;
  private static final int LONGEST_MS = 60_000;
  private static final Duration PAST_WALL_TIME = Duration.ofHours(25);

  private final Setting setting;
  private final Task task;
  private final SplittableRandom random;
  private final List<Out> open = new ArrayList<>();
  private final List<SpecificRecord> late = new ArrayList<>();
  private BigDecimal most = BigDecimal.ZERO;
  private BigDecimal variantsOver = BigDecimal.ZERO;
  private BigDecimal paid = BigDecimal.ZERO;
  private int mostOut;
  private int killed;
  private int lateResults;
  private long events;
  private Verdict verdict;

  /**
   * What is tried.
   *
   * @param concurrent attempts in flight at most
   * @param money the cap, in US dollars
   * @param killed the share of runs whose worker is killed
   * @param lost the share of orders that nobody ever answers
   */
  record Setting(int concurrent, BigDecimal money, double killed, double lost) {}

  /**
   * What came of it; money in US dollars.
   *
   * @param most the most that was spent and reserved together after any event
   * @param over how much that, or what was spent in the end, is above the cap
   * @param variantsOver the most that any variant was above its own cap
   * @param reserved at the end, after all late results
   * @param paid what all runs cost in truth, those of killed workers that nobody reported too
   * @param mostOut attempts that were in flight at once
   */
  record Result(
      int attempts,
      BigDecimal spent,
      BigDecimal most,
      BigDecimal over,
      BigDecimal variantsOver,
      BigDecimal reserved,
      BigDecimal paid,
      int mostOut,
      int killed,
      int lateResults,
      long events,
      String reason) {}

  private record Out(SpecificRecord order, int delivery) {}

  BudgetRun(Setting setting, long seed) {
    this.setting = setting;
    this.random = new SplittableRandom(seed);
    this.task = task();
  }

  Result run() {
    try (TopologyBench bench = new TopologyBench(new ContestConfig(10, RETRIES))) {
      bench.submit(task);
      read(bench);
      while (verdict == null && !open.isEmpty()) {
        step(bench);
      }
      if (verdict == null) {
        bench.pass(PAST_WALL_TIME);
        read(bench);
      }
      // What comes when all is over must not cost anything.
      for (SpecificRecord result : late) {
        deliver(bench, result);
        lateResults++;
      }
      return result(bench.contest(task.getTaskId()));
    }
  }

  private Result result(Contest contest) {
    BigDecimal cap = setting.money();
    Spend spend = contest.getSpend();
    return new Result(
        contest.getAttemptsIssued(),
        spend.getMoney(),
        most,
        most.max(spend.getMoney()).subtract(cap).max(BigDecimal.ZERO),
        variantsOver,
        spend.getReserved().max(verdict.getSpend().getReserved()),
        paid,
        mostOut,
        killed,
        lateResults,
        events,
        verdict.getReason());
  }

  /** Somebody takes an order, and it comes to something or not. */
  private void step(TopologyBench bench) {
    Out out = open.remove(random.nextInt(open.size()));
    if (random.nextDouble() < setting.lost()) {
      pay(run(out), random.nextDouble());
      return;
    }
    if (out.delivery() > 1 && isOnce(out.order()) || out.delivery() > DELIVERY_LIMIT) {
      deliver(bench, givenUp(out));
      return;
    }
    SpecificRecord result = run(out);
    if (random.nextDouble() < setting.killed()) {
      killed++;
      pay(result, random.nextDouble());
      open.add(new Out(out.order(), out.delivery() + 1));
      if (random.nextInt(4) == 0) {
        // It was thought dead and was not: its result comes when another's is in, or all is over.
        late.add(result);
      }
      return;
    }
    pay(result, 1);
    deliver(bench, result);
    if (random.nextInt(10) == 0) {
      deliver(bench, result);
    }
    if (!late.isEmpty() && random.nextInt(10) == 0) {
      lateResults++;
      deliver(bench, late.remove(random.nextInt(late.size())));
    }
  }

  private void deliver(TopologyBench bench, SpecificRecord result) {
    events++;
    bench.answer(result, TopologyBench.START.plusMillis(events));
    read(bench);
  }

  private void read(TopologyBench bench) {
    bench.newOrders().forEach(order -> open.add(new Out(order, 1)));
    bench.newVerdicts().forEach(written -> verdict = written);
    bench.newBoards();
    bench.newStandings();
    Contest contest = bench.contest(task.getTaskId());
    Spend spend = contest.getSpend();
    most = most.max(spend.getMoney().add(spend.getReserved()));
    mostOut = Math.max(mostOut, contest.getAttemptsOpen());
    for (Variant variant : task.getVariants()) {
      VariantTally tally = contest.getVariants().get(variant.getName());
      if (variant.getMoney().isPresent() && tally != null) {
        BigDecimal used = tally.getMoney().add(tally.getReserved());
        variantsOver = variantsOver.max(used.subtract(variant.getMoney().get()));
      }
    }
  }

  private static boolean isOnce(SpecificRecord order) {
    return order instanceof AttemptOrder attempt
        ? attempt.getOnce()
        : ((EvaluationOrder) order).getOnce();
  }

  private SpecificRecord run(Out out) {
    return out.order() instanceof AttemptOrder order
        ? attempt(order, out.delivery())
        : evaluation((EvaluationOrder) out.order(), out.delivery());
  }

  private AttemptResult attempt(AttemptOrder order, int delivery) {
    BigDecimal cost = BigDecimal.valueOf(random.nextInt(MILLIONTHS + 1), 6);
    int how = random.nextInt(20);
    if (how == 0) {
      // Its runs cost something, and infrastructure fails it.
      return Answers.attempt(order, Outcome.INFRASTRUCTURE_FAILED)
          .setDelivery(delivery)
          .setCost(cost)
          .build();
    }
    if (how == 1) {
      // It has no time to say what it cost.
      return Answers.attempt(order, Outcome.TIMED_OUT).setDelivery(delivery).build();
    }
    return Answers.patch(order, "change " + random.nextInt(CHANGES), cost)
        .setDelivery(delivery)
        .build();
  }

  private EvaluationResult evaluation(EvaluationOrder order, int delivery) {
    boolean isGate = order.getRungIndex() == 0;
    int milliseconds = random.nextInt(LONGEST_MS * order.getRung().getSamples() + 1);
    int how = random.nextInt(20);
    if (how == 0 || (how < 5 && isGate)) {
      return Answers.evaluation(
              order, how == 0 ? Outcome.INFRASTRUCTURE_FAILED : Outcome.REJECTED_BY_GATE)
          .setDelivery(delivery)
          .setEvaluationMs(milliseconds)
          .build();
    }
    List<Sample> samples =
        IntStream.range(0, isGate ? 0 : order.getRung().getSamples())
            .mapToObj(
                any -> new Sample(Map.of(BenchTasks.METRIC, random.nextDouble(100, 200)), 20L))
            .toList();
    return Answers.passed(order, samples)
        .setDelivery(delivery)
        .setEvaluationMs(milliseconds)
        .build();
  }

  /** As the worker answers an order that it does not run again. */
  private static SpecificRecord givenUp(Out out) {
    return out.order() instanceof AttemptOrder order
        ? Answers.attempt(order, Outcome.INFRASTRUCTURE_FAILED)
            .setDelivery(out.delivery())
            .setAgentMs(0)
            .build()
        : Answers.evaluation((EvaluationOrder) out.order(), Outcome.INFRASTRUCTURE_FAILED)
            .setDelivery(out.delivery())
            .setEvaluationMs(0)
            .build();
  }

  /** What a run has cost in truth when so much of it was done. */
  private void pay(SpecificRecord result, double share) {
    BigDecimal whole =
        result instanceof AttemptResult attempt
            ? attempt.getCost().orElse(MAX_COST)
            : PRICE_PER_HOUR.multiply(
                BigDecimal.valueOf(((EvaluationResult) result).getEvaluationMs()));
    BigDecimal cost = whole.multiply(BigDecimal.valueOf(share));
    paid =
        paid.add(
            result instanceof AttemptResult
                ? cost
                : cost.divide(MS_PER_HOUR, 6, RoundingMode.HALF_UP));
  }

  /** Ten variants, every other one with a cap of its own on a tenth of the money. */
  private Task task() {
    int attempts = setting.money().multiply(BigDecimal.valueOf(4)).intValue() / VARIANTS;
    List<Variant> variants =
        IntStream.range(0, VARIANTS)
            .mapToObj(
                number ->
                    Variant.newBuilder()
                        .setName("v" + number)
                        .setAttempts(attempts)
                        .setMoney(number % 2 == 0 ? variantCap() : null)
                        .build())
            .toList();
    Decision decision = Decision.newBuilder().setKeep(2).setConfirmSamples(3).build();
    Task.Builder built =
        BenchTasks.task(
                "budget",
                1,
                setting.concurrent(),
                List.of(BenchTasks.gate("tests"), BenchTasks.measuring("measure", 2)),
                decision)
            .setVariants(variants);
    built.setEvaluator(
        Evaluator.newBuilder(built.getEvaluator())
            .setPricePerHour(PRICE_PER_HOUR)
            .setControl(true)
            .build());
    built.getBudget().setAttempts(attempts * VARIANTS);
    built.getBudget().setMoney(setting.money());
    return built.build();
  }

  private BigDecimal variantCap() {
    return setting.money().divide(BigDecimal.TEN, 6, RoundingMode.DOWN);
  }
}
