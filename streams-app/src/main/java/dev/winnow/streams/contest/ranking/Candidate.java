package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What a comparison must know of a cluster, or of whatever else is compared.
 *
 * @param id unique among those compared
 * @param arrival which of the task's candidates it is, from 1; never changes
 * @param metrics samples of one rung, by metric
 * @param cost mean cost of an attempt, in US dollars
 * @param changedLines insertions and deletions
 */
public record Candidate(
    String id, int arrival, Map<String, MetricSummary> metrics, BigDecimal cost, int changedLines) {
  private static final int COST_DECIMALS = 6;

  /**
   * A cluster as a candidate.
   *
   * @param arrival its place in the order in which the task's clusters came, from 1
   */
  public static Candidate of(Standing standing, int arrival) {
    return new Candidate(
        standing.getClusterId(),
        arrival,
        standing.getMetrics(),
        standing
            .getCost()
            .divide(
                BigDecimal.valueOf(Math.max(1, standing.getSize())),
                COST_DECIMALS,
                RoundingMode.HALF_EVEN),
        standing.getDiff().getInsertions() + standing.getDiff().getDeletions());
  }
}
