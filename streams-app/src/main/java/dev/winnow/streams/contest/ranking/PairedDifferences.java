package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import java.util.Map;
import java.util.SortedMap;

/**
 * Differences of candidates that were measured on the same inputs: samples with the same block
 * number are subtracted from each other, and the sequence of differences has a confidence sequence
 * of its own. What a block does to all of them alike, such as its seed or the machine's mood, drops
 * out.
 *
 * <p>The level of a pair is the smaller of its members' shares. A wrong winner is put before the
 * true best, and the pairs in which that one is add up to no more than the task's error; so the
 * verdict holds at the task's confidence, while a statement on all pairs at once would not. The
 * intervals of the candidates themselves are a statement apart, at the same confidence.
 *
 * <p>A metric that no block of either has is of an earlier rung: its difference is that of the two
 * intervals. A pair with no two blocks in common is not known. What a variance does at small counts
 * is said at {@link StudentMixture}; the range of a difference is twice that of its metric.
 */
public final class PairedDifferences implements Differences {
  private final Criteria criteria;
  private final Map<String, SortedMap<Long, Map<String, Double>>> blocks;

  /**
   * Differences by block.
   *
   * @param blocks by candidate: by block number the metrics of its sample; not copied
   */
  public PairedDifferences(
      Criteria criteria, Map<String, SortedMap<Long, Map<String, Double>>> blocks) {
    this.criteria = criteria;
    this.blocks = blocks;
  }

  @Override
  public Interval between(Contender one, Contender other, int axis) {
    double alpha = Math.min(criteria.alpha(one.candidate()), criteria.alpha(other.candidate()));
    return criteria
        .axes()
        .get(axis)
        .interval(
            objective ->
                isInBlocks(one.id(), objective) || isInBlocks(other.id(), objective)
                    ? ConfidenceSequence.interval(
                        summary(one.id(), other.id(), objective.getMetric()),
                        ofDifference(objective),
                        alpha)
                    : criteria
                        .interval(one.candidate(), objective)
                        .minus(criteria.interval(other.candidate(), objective)));
  }

  private boolean isInBlocks(String id, Objective objective) {
    return blocks.containsKey(id)
        && blocks.get(id).values().stream()
            .anyMatch(metrics -> metrics.containsKey(objective.getMetric()));
  }

  @Override
  public boolean isPaired() {
    return true;
  }

  /** The differences of a metric over all common blocks, in the order of their numbers; or null. */
  private MetricSummary summary(String one, String other, String metric) {
    SortedMap<Long, Map<String, Double>> second = blocks.get(other);
    SortedMap<Long, Map<String, Double>> first = blocks.get(one);
    if (first == null || second == null) {
      return null;
    }
    MetricSummary summary = null;
    for (Map.Entry<Long, Map<String, Double>> block : first.entrySet()) {
      Map<String, Double> match = second.get(block.getKey());
      if (match != null && match.containsKey(metric) && block.getValue().containsKey(metric)) {
        double difference = block.getValue().get(metric) - match.get(metric);
        summary = Measurements.add(summary, difference);
      }
    }
    return summary;
  }

  private static Objective ofDifference(Objective objective) {
    if (objective.getRange().isEmpty()) {
      return objective;
    }
    MetricRange range = objective.getRange().get();
    double width = range.getMax() - range.getMin();
    return Objective.newBuilder(objective).setRange(new MetricRange(-width, width)).build();
  }
}
