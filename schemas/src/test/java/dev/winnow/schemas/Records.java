package dev.winnow.schemas;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records for tests, with every kind of field set. */
public final class Records {
  /** A time with milliseconds, as precise as the schemas are. */
  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

  private Records() {}

  public static Leaderboard leaderboard() {
    return Leaderboard.newBuilder()
        .setTaskId("cache-contest")
        .setVersion(3)
        .setEntries(
            List.of(
                LeaderboardEntry.newBuilder()
                    .setRank(1)
                    .setClusterId("c1")
                    .setAttemptId("lru-1")
                    .setVariant("lru")
                    .setCommit("0123456789012345678901234567890123456789")
                    .setSize(2)
                    .setMetrics(
                        Map.of(
                            "hit_ratio",
                            MetricSummary.newBuilder()
                                .setCount(3)
                                .setMean(0.75)
                                .setM2(0.01)
                                .setMin(0.7)
                                .setMax(0.8)
                                .build()))
                    .setCost(new BigDecimal("0.012300"))
                    .setDiff(new DiffStatistics(1, 20, 3))
                    .build()))
        .setUpdatedAt(NOON)
        .build();
  }

  public static AttemptResult attemptResult() {
    return AttemptResult.newBuilder()
        .setOrderId("cache-contest/lru-1/0")
        .setTaskId("cache-contest")
        .setAttemptId("lru-1")
        .setVariant("lru")
        .setDelivery(1)
        .setWorker("w1")
        .setOutcome(Outcome.SUCCEEDED)
        .setCost(new BigDecimal("100.000000"))
        .setStartedAt(NOON)
        .build();
  }

  public static EvaluationResult evaluationResult() {
    return EvaluationResult.newBuilder()
        .setOrderId("cache-contest/c1/0/0")
        .setTaskId("cache-contest")
        .setClusterId("c1")
        .setRungIndex(0)
        .setDelivery(1)
        .setWorker("w1")
        .setOutcome(Outcome.TIMED_OUT)
        .setReason("compile ran past 60 s")
        .setStartedAt(NOON)
        .build();
  }
}
