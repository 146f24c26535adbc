package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Candidates of known mean and spread. */
final class Fixtures {
  private Fixtures() {}

  static Objective most(String metric, double tolerance) {
    return Objective.newBuilder()
        .setMetric(metric)
        .setDirection(Direction.MAXIMIZE)
        .setTolerance(tolerance)
        .build();
  }

  static Criteria criteria(RankBy rankBy, Objective... objectives) {
    return new Criteria(rankBy, List.of(objectives), new ErrorShares(0.05, 10));
  }

  /** Samples whose mean and standard deviation are what is asked for. */
  static MetricSummary summary(long count, double mean, double deviation) {
    double m2 = deviation * deviation * (count - 1);
    return new MetricSummary(count, mean, m2, mean - deviation, mean + deviation, -1.0);
  }

  static Candidate candidate(String id, int arrival, MetricSummary m) {
    return candidate(id, arrival, "0", Map.of("m", m));
  }

  static Candidate candidate(
      String id, int arrival, String cost, Map<String, MetricSummary> metrics) {
    return new Candidate(id, arrival, new TreeMap<>(metrics), new BigDecimal(cost), 1);
  }
}
