package dev.winnow.streams.contest.racing;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.streams.contest.ranking.Candidate;
import dev.winnow.streams.contest.ranking.Contender;
import dev.winnow.streams.contest.ranking.Criteria;
import dev.winnow.streams.contest.ranking.Differences;
import dev.winnow.streams.contest.ranking.ErrorShares;
import dev.winnow.streams.contest.ranking.Measurements;
import dev.winnow.streams.contest.ranking.PairedDifferences;
import dev.winnow.streams.contest.ranking.UnpairedDifferences;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Candidates with samples. */
final class Field {
  private final RankBy rankBy;
  private final List<Objective> objectives;
  private final Map<String, Map<String, MetricSummary>> known = new LinkedHashMap<>();
  private final Map<String, SortedMap<Long, Map<String, Double>>> blocks = new LinkedHashMap<>();
  private Set<String> settled = Set.of();
  private boolean isPaired;

  Field(RankBy rankBy, Objective... objectives) {
    this.rankBy = rankBy;
    this.objectives = List.of(objectives);
  }

  static Objective most(String metric, double tolerance) {
    return Objective.newBuilder()
        .setMetric(metric)
        .setDirection(Direction.MAXIMIZE)
        .setTolerance(tolerance)
        .build();
  }

  Field add(String id, double... values) {
    return addTo("m", id, values);
  }

  Field addTo(String metric, String id, double... values) {
    Map<String, MetricSummary> metrics = known.computeIfAbsent(id, any -> new LinkedHashMap<>());
    for (double value : values) {
      metrics.compute(metric, (name, summary) -> Measurements.add(summary, value));
      blocks
          .computeIfAbsent(id, any -> new TreeMap<>())
          .computeIfAbsent(metrics.get(metric).getCount(), any -> new LinkedHashMap<>())
          .put(metric, value);
    }
    return this;
  }

  /** An earlier rung reported the metrics; the samples to come do not. */
  Field settled(String... metrics) {
    settled = Set.of(metrics);
    blocks.values().forEach(of -> of.values().forEach(each -> each.keySet().removeAll(settled)));
    return this;
  }

  /** Samples count as paired: the n-th of one with the n-th of another. */
  Field paired() {
    isPaired = true;
    return this;
  }

  Race race(Map<String, Integer> out, Race.Limits limits) {
    Criteria criteria =
        new Criteria(rankBy, objectives, new ErrorShares(0.05, known.size())).settled(settled);
    List<String> ids = List.copyOf(known.keySet());
    List<Contender> contenders =
        ids.stream()
            .map(
                id ->
                    criteria.contender(
                        new Candidate(id, ids.indexOf(id) + 1, known.get(id), BigDecimal.ZERO, 0)))
            .toList();
    Differences differences =
        isPaired ? new PairedDifferences(criteria, blocks) : new UnpairedDifferences();
    return new Race(criteria, contenders, differences, out, limits);
  }
}
