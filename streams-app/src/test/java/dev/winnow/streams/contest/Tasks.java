package dev.winnow.streams.contest;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks for tests: two rungs, one objective. */
public final class Tasks {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Tasks() {}

  public static Task.Builder task(String id, int variants) {
    return Task.newBuilder()
        .setTaskId(id)
        .setSubmittedAt(START)
        .setRepository(new Repository("/repository", "a".repeat(40), "/results.git"))
        .setPrompt("make it fast")
        .setVariants(
            IntStream.rangeClosed(1, variants)
                .mapToObj(n -> Variant.newBuilder().setName("v" + n).build())
                .toList())
        .setAgent(
            Agent.newBuilder()
                .setCommand(List.of("agent"))
                .setTimeoutMs(60_000)
                .setMaxCost(new BigDecimal("0.10"))
                .build())
        .setEvaluator(
            Evaluator.newBuilder()
                .setRungs(
                    List.of(
                        rung("tests", MetricsSource.NONE), rung("bench", MetricsSource.JSON_LINES)))
                .setProtectedChange(ProtectedChange.REJECT)
                .build())
        .setObjectives(List.of(objective(Direction.MAXIMIZE, 0.5)))
        .setBudget(budget(variants, null, variants))
        .setDecision(Decision.newBuilder().setKeep(2).build());
  }

  /** One that a single sample settles, so that a contest ends with its rungs. */
  public static Objective objective(Direction direction, double tolerance) {
    return Objective.newBuilder()
        .setMetric("speed")
        .setDirection(direction)
        .setTolerance(tolerance)
        .setExact(true)
        .build();
  }

  public static Budget budget(int attempts, String money, int concurrent) {
    return Budget.newBuilder()
        .setAttempts(attempts)
        .setMoney(money == null ? null : new BigDecimal(money))
        .setWallTimeMs(Duration.ofHours(1).toMillis())
        .setConcurrent(concurrent)
        .build();
  }

  private static Rung rung(String name, MetricsSource source) {
    return Rung.newBuilder()
        .setName(name)
        .setCommand(List.of("evaluate", name))
        .setTimeoutMs(60_000)
        .setMetricsFrom(source)
        .build();
  }
}
