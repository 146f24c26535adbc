package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.VariantEstimate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Variants as groups, for questions such as "design A or design B?": the answer is about what an
 * attempt of a variant comes to on average, not about one lucky attempt.
 *
 * <p>The unit is the attempt: each adds one value a metric, the mean of its cluster's samples. The
 * spread of these values is what differs between attempts plus what noise is left in their means,
 * so the interval of a group widens with both, and it narrows with attempts only, never with more
 * samples of the same ones. An attempt whose cluster is known already counts like any other: that
 * agents keep making the same change is what the variant does.
 *
 * <p>But attempts of one cluster share its samples, so that what noise is in their mean is in all
 * of them, and their spread of nothing does not show it. Half of the error is then for the spread
 * between attempts and half for those clusters: the interval is widened by half the width of the
 * interval of each, by its share of the group's attempts. A group whose attempts all made one
 * change is known as well as that change is, and no better.
 *
 * <p>The samples must be of a rung that takes everybody. Where the better ones only went on, a
 * group's mean is that of its winners, and so it is where only families that did well were measured
 * as a whole. Attempts that were rejected have no metrics: they are counted, and a variant that
 * often fails and is otherwise good is for a person to weigh.
 */
public final class VariantGroups {
  private VariantGroups() {}

  /**
   * One attempt.
   *
   * @param cluster what it changed; empty if it made no patch
   * @param metrics the samples of its cluster at the rung; empty if it has none because it failed
   */
  public record Measured(
      String variant, String cluster, Optional<Map<String, MetricSummary>> metrics) {}

  /**
   * The variants, best first; those of which no attempt was measured last.
   *
   * @param criteria the task's; shares of the error are by variant here
   * @param variants names of all variants, in the task's order
   * @param attempts all that have ended, in any order
   */
  public static List<VariantEstimate> of(
      Criteria criteria, List<String> variants, List<Measured> attempts) {
    Map<String, VariantGroup> measured = new HashMap<>();
    Map<String, Integer> failed = new HashMap<>();
    for (Measured attempt : attempts) {
      attempt
          .metrics()
          .ifPresentOrElse(
              metrics ->
                  measured
                      .computeIfAbsent(attempt.variant(), variant -> new VariantGroup())
                      .add(attempt.cluster(), metrics),
              () -> failed.merge(attempt.variant(), 1, Integer::sum));
    }
    boolean isAnyShared = measured.values().stream().anyMatch(VariantGroup::isAnyShared);
    Criteria bySpread = criteria.ofGroups(variants.size(), isAnyShared ? 0.5 : 1);
    Map<String, Candidate> groups = new HashMap<>();
    Map<String, Map<String, Double>> margins = new HashMap<>();
    for (int index = 0; index < variants.size(); index++) {
      String variant = variants.get(index);
      if (measured.containsKey(variant)) {
        Map<String, MetricSummary> metrics = measured.get(variant).summaries(criteria.objectives());
        Candidate group = new Candidate(variant, index + 1, metrics, BigDecimal.ZERO, 0);
        groups.put(variant, group);
        margins.put(
            variant, measured.get(variant).margins(criteria.objectives(), bySpread.alpha(group)));
      }
    }
    Criteria ofGroups = bySpread.widened(margins);
    Comparison comparison =
        new Comparison(
            ofGroups,
            groups.values().stream().map(ofGroups::contender).toList(),
            new UnpairedDifferences());
    Set<String> tied = comparison.tieSet().stream().map(Contender::id).collect(Collectors.toSet());
    List<VariantEstimate> estimates = new ArrayList<>();
    for (Contender group : comparison.ranked()) {
      estimates.add(
          estimate(ofGroups, group.candidate(), failed)
              .setAttempts(measured.get(group.id()).size())
              .setTied(tied.contains(group.id()))
              .build());
    }
    for (String variant : variants) {
      if (!groups.containsKey(variant)) {
        estimates.add(
            VariantEstimate.newBuilder()
                .setVariant(variant)
                .setAttempts(0)
                .setFailed(failed.getOrDefault(variant, 0))
                .build());
      }
    }
    return estimates;
  }

  private static VariantEstimate.Builder estimate(
      Criteria criteria, Candidate group, Map<String, Integer> failed) {
    Map<String, MetricInterval> intervals = new TreeMap<>();
    for (Objective objective : criteria.objectives()) {
      intervals.put(objective.getMetric(), criteria.interval(group, objective).toRecord());
    }
    return VariantEstimate.newBuilder()
        .setVariant(group.id())
        .setFailed(failed.getOrDefault(group.id(), 0))
        .setMetrics(group.metrics())
        .setIntervals(intervals);
  }
}
