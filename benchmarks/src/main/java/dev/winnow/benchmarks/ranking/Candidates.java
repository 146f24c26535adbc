package dev.winnow.benchmarks.ranking;

import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.streams.contest.ranking.ScoreKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Candidates of one task, and scores that change, drawn from a seed. */
final class Candidates {
  static final String TASK = "cache-contest";
  static final String METRIC = "hit_ratio";
  static final List<Objective> OBJECTIVES =
      List.of(Objective.newBuilder().setMetric(METRIC).setDirection(Direction.MAXIMIZE).build());

  private static final Instant START = Instant.ofEpochMilli(1_767_225_600_000L);

  private final SplittableRandom random;
  private final int count;
  private final double[] best;

  Candidates(int count, long seed) {
    this.count = count;
    this.best = new double[count];
    this.random = new SplittableRandom(seed);
  }

  /**
   * A candidate that has another score now.
   *
   * @param candidate its number, from 0
   */
  record Change(int candidate, double score) {}

  /** The next change: any of the candidates, any score. */
  Change next() {
    return new Change(random.nextInt(count), random.nextDouble());
  }

  /** The next change to a better score, of any of the candidates. */
  Change better() {
    int candidate = random.nextInt(count);
    best[candidate] += (1 - best[candidate]) * random.nextDouble();
    return new Change(candidate, best[candidate]);
  }

  /** The score that {@link #better} named last of a candidate; 0 if it has named none. */
  double best(int candidate) {
    return best[candidate];
  }

  /** The name of a cluster; as long as a real one. */
  static String id(int candidate) {
    return "%016x".formatted(candidate * 0x9E3779B97F4A7C15L);
  }

  /** A candidate as it enters the board. */
  static Standing standing(int candidate, double score) {
    String id = id(candidate);
    return Standing.newBuilder()
        .setTaskId(TASK)
        .setClusterId(id)
        .setAttemptId("lru-" + candidate)
        .setVariant("lru")
        .setCommit(id + id + "01234567")
        .setSize(1)
        .setDiff(new DiffStatistics(2, 100, 20))
        .setState(StandingState.MEASURED)
        .setOutcome(Outcome.SUCCEEDED)
        .setRungsPassed(3)
        .setMetrics(metrics(score))
        .setArrival(candidate + 1)
        .setSamplesOrdered(5)
        .setFamilyId(id)
        .setCost(BigDecimal.valueOf(250_000, 6))
        .setEvaluationMs(60_000)
        .setUpdatedAt(START)
        .build();
  }

  /** What a score is measured by. */
  static Map<String, MetricSummary> metrics(double score) {
    return Map.of(METRIC, new MetricSummary(5L, score, 0.1, score - 0.1, score + 0.1, 0.1));
  }

  /** The score of a standing. */
  static double score(Standing standing) {
    return standing.getMetrics().get(METRIC).getMean();
  }

  /** The place of a standing on the board. */
  static byte[] key(Standing standing) {
    return ScoreKey.of(OBJECTIVES, standing);
  }
}
