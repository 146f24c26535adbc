package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks whose attempts and evaluations nobody runs. */
public final class BenchTasks {
  /** What they compare by; less is better. */
  public static final String METRIC = "time";

  private BenchTasks() {}

  /**
   * A task with variants v0, v1, … of one attempt each, without a cap on money.
   *
   * @param concurrent attempts and orders of the race that are out at most
   */
  public static Task.Builder task(
      String id, int variants, int concurrent, List<Rung> rungs, Decision decision) {
    return Task.newBuilder()
        .setTaskId(id)
        .setSubmittedAt(TopologyBench.START)
        .setRepository(new Repository("/repository", "a".repeat(40), "/results.git"))
        .setPrompt("make it fast")
        .setVariants(
            IntStream.range(0, variants)
                .mapToObj(number -> Variant.newBuilder().setName("v" + number).build())
                .toList())
        .setAgent(
            Agent.newBuilder()
                .setCommand(List.of("agent"))
                .setTimeoutMs(60_000)
                .setMaxCost(BigDecimal.ONE)
                .build())
        .setEvaluator(Evaluator.newBuilder().setRungs(rungs).build())
        .setObjectives(
            List.of(
                Objective.newBuilder().setMetric(METRIC).setDirection(Direction.MINIMIZE).build()))
        .setBudget(
            Budget.newBuilder()
                .setAttempts(variants)
                .setWallTimeMs(Duration.ofHours(24).toMillis())
                .setConcurrent(concurrent)
                .build())
        .setDecision(decision);
  }

  /** A rung that passes or fails. */
  public static Rung gate(String name) {
    return rung(name, MetricsSource.NONE, 1);
  }

  /** A rung that measures; each sample takes a minute at most. */
  public static Rung measuring(String name, int samples) {
    return rung(name, MetricsSource.JSON_LINES, samples);
  }

  private static Rung rung(String name, MetricsSource source, int samples) {
    return Rung.newBuilder()
        .setName(name)
        .setCommand(List.of("evaluate", name))
        .setTimeoutMs(60_000)
        .setSamples(samples)
        .setMetricsFrom(source)
        .build();
  }

  /** The number in the name of a variant. */
  public static int number(String variant) {
    return Integer.parseInt(variant.substring(1));
  }
}
