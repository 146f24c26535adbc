package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The attempts of one variant that were measured. */
final class VariantGroup {
  private final List<Map<String, MetricSummary>> attempts = new ArrayList<>();

  /** What each cluster measured, and how many of the attempts are of it; ids are in order. */
  private final Map<String, Map<String, MetricSummary>> clusters = new TreeMap<>();

  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * Adds an attempt.
   *
   * @param cluster what it changed
   * @param metrics the samples of that
   */
  void add(String cluster, Map<String, MetricSummary> metrics) {
    attempts.add(metrics);
    clusters.put(cluster, metrics);
    counts.merge(cluster, 1, Integer::sum);
  }

  int size() {
    return attempts.size();
  }

  /** Whether some of them made the same change, and so have the same samples. */
  boolean isAnyShared() {
    return counts.values().stream().anyMatch(count -> count > 1);
  }

  /**
   * Count, mean and spread of the attempts' means, by metric. Means are added in their own order,
   * so that the order of arrival leaves no trace.
   */
  Map<String, MetricSummary> summaries(List<Objective> objectives) {
    Map<String, MetricSummary> summaries = new TreeMap<>();
    for (Objective objective : objectives) {
      String metric = objective.getMetric();
      attempts.stream()
          .mapToDouble(metrics -> metrics.get(metric).getMean())
          .sorted()
          .forEach(
              mean -> summaries.compute(metric, (name, known) -> Measurements.add(known, mean)));
      // Sorted samples are no surprise any more; without the sum its upper bound is taken.
      summaries.get(metric).setSurprise(-1);
    }
    return summaries;
  }

  /**
   * How far the mean may be off for the noise that attempts share, by metric.
   *
   * @param alpha probability that one of a metric's intervals ever fails, for all clusters together
   * @return infinite where too little is known of a cluster that several attempts are of
   */
  Map<String, Double> margins(List<Objective> objectives, double alpha) {
    long shared = counts.values().stream().filter(count -> count > 1).count();
    Map<String, Double> margins = new HashMap<>();
    for (Objective objective : objectives) {
      double margin = 0;
      for (Map.Entry<String, Map<String, MetricSummary>> cluster : clusters.entrySet()) {
        int count = counts.get(cluster.getKey());
        if (count > 1) {
          Interval interval =
              ConfidenceSequence.interval(
                  cluster.getValue().get(objective.getMetric()), objective, alpha / shared);
          margin += interval.radius() * count / attempts.size();
        }
      }
      margins.put(objective.getMetric(), margin);
    }
    return margins;
  }
}
