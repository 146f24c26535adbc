package dev.winnow.local.registry;

import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A leaderboard with every kind of field. */
final class Boards {
  private Boards() {}

  static Leaderboard one() {
    LeaderboardEntry entry =
        LeaderboardEntry.newBuilder()
            .setRank(1)
            .setClusterId("c1")
            .setAttemptId("lru-1")
            .setVariant("lru")
            .setCommit("0123456789012345678901234567890123456789")
            .setSize(2)
            .setMetrics(Map.of("hit_ratio", new MetricSummary(3L, 0.75, 0.01, 0.7, 0.8, -1.0)))
            .setCost(new BigDecimal("0.012300"))
            .setDiff(new DiffStatistics(1, 20, 3))
            .build();
    return Leaderboard.newBuilder()
        .setTaskId("cache-contest")
        .setVersion(3)
        .setEntries(List.of(entry))
        .setUpdatedAt(Instant.parse("2026-01-02T12:00:00.123Z"))
        .build();
  }
}
