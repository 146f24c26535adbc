package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.RaceEntry;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Progress;
import java.util.List;
import java.util.Optional;

/** What a board says of its race at one moment. */
public final class RacePoints {
  /** So many from the top are in a point. */
  private static final int ENTRIES = 10;

  private RacePoints() {}

  /** The top of a board by the task's first objective. */
  public static RacePoint of(Task task, Contest contest, Leaderboard board) {
    String metric = task.getObjectives().get(0).getMetric();
    List<RaceEntry> entries =
        board.getEntries().stream()
            .limit(ENTRIES)
            .flatMap(entry -> entry(entry, metric).stream())
            .toList();
    return RacePoint.newBuilder()
        .setTaskId(task.getTaskId())
        .setVersion(board.getVersion())
        .setAt(board.getUpdatedAt())
        .setAttempts(Progress.ended(contest))
        .setMoney(contest.getSpend().getMoney())
        .setEntries(entries)
        .build();
  }

  private static Optional<RaceEntry> entry(LeaderboardEntry entry, String metric) {
    MetricSummary summary = entry.getMetrics().get(metric);
    if (summary == null) {
      return Optional.empty();
    }
    MetricInterval interval =
        entry.getIntervals().getOrDefault(metric, MetricInterval.newBuilder().build());
    return Optional.of(
        RaceEntry.newBuilder()
            .setClusterId(entry.getClusterId())
            .setAttemptId(entry.getAttemptId())
            .setVariant(entry.getVariant())
            .setScore(summary.getMean())
            .setLow(interval.getLow().orElse(null))
            .setHigh(interval.getHigh().orElse(null))
            .build());
  }
}
