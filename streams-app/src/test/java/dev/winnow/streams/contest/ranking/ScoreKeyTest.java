package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScoreKeyTest {
  private static final List<Objective> MOST = List.of(objective("m", Direction.MAXIMIZE, 0.0));
  private static final List<Objective> LEAST = List.of(objective("m", Direction.MINIMIZE, 0.0));

  @Property
  void shouldSortAsTheNumbersDoWhenThereIsNoTolerance(@ForAll double one, @ForAll double other) {
    int byNumber = Double.compare(one + 0.0, other + 0.0);

    assertThat(order(MOST, one, other)).isEqualTo(Integer.signum(-byNumber));
    assertThat(order(LEAST, one, other)).isEqualTo(Integer.signum(byNumber));
  }

  @Property
  void shouldTieWhenBothAreNearestToTheSameMultipleOfTheTolerance(
      @ForAll @IntRange(min = -1000, max = 1000) int multiple,
      @ForAll @IntRange(min = -49, max = 49) int aside,
      @ForAll @IntRange(min = -49, max = 49) int otherAside) {
    List<Objective> tolerant = List.of(objective("m", Direction.MAXIMIZE, 0.25));
    double one = 0.25 * multiple + 0.0025 * aside;
    double other = 0.25 * multiple + 0.0025 * otherAside;

    assertThat(order(tolerant, one, other)).isZero();
    assertThat(order(tolerant, one, other + 0.25)).isEqualTo(1);
  }

  @Example
  void shouldGoToTheNextObjectiveWhenTheFirstTies() {
    List<Objective> both =
        List.of(objective("m", Direction.MAXIMIZE, 1.0), objective("n", Direction.MINIMIZE, 0.0));
    byte[] light = ScoreKey.of(both, standing(Map.of("m", 10.1, "n", 3.0), "0.5", 1, 9));
    byte[] heavy = ScoreKey.of(both, standing(Map.of("m", 10.2, "n", 4.0), "0.1", 1, 1));

    assertThat(Arrays.compareUnsigned(light, heavy)).isNegative();
    assertThat(ScoreKey.tied(both, light, heavy)).isFalse();
  }

  @Example
  void shouldBreakTiesByCostOfAnAttemptThenSizeOfTheDiffWhenObjectivesTie() {
    byte[] agreed = ScoreKey.of(MOST, standing(Map.of("m", 1.0), "0.20", 4, 50));
    byte[] alone = ScoreKey.of(MOST, standing(Map.of("m", 1.0), "0.06", 1, 10));
    byte[] aloneAndLarger = ScoreKey.of(MOST, standing(Map.of("m", 1.0), "0.06", 1, 11));

    assertThat(Arrays.compareUnsigned(agreed, alone)).isNegative();
    assertThat(Arrays.compareUnsigned(alone, aloneAndLarger)).isNegative();
    assertThat(ScoreKey.tied(MOST, agreed, aloneAndLarger)).isTrue();
  }

  @Example
  void shouldHaveOneScoreWhenRankingIsByWeight() {
    Objective hits =
        Objective.newBuilder(objective("m", Direction.MAXIMIZE, 0.0))
            .setWeight(2.0)
            .setScale(0.1)
            .build();
    List<Objective> both = List.of(hits, objective("n", Direction.MINIMIZE, 0.5));
    // 2 · 0.5/0.1 - 4 = 6, 2 · 0.4/0.1 - 1 = 7 and 2 · 0.4/0.1 - 1.1 = 6.9.
    byte[] six = weighted(both, standing(Map.of("m", 0.5, "n", 4.0), "0.1", 1, 1));
    byte[] seven = weighted(both, standing(Map.of("m", 0.4, "n", 1.0), "0.2", 1, 1));
    byte[] nearly = weighted(both, standing(Map.of("m", 0.4, "n", 1.1), "0.3", 1, 1));

    assertThat(Arrays.compareUnsigned(seven, six)).isNegative();
    assertThat(Arrays.compareUnsigned(seven, nearly)).as("by cost").isNegative();
    assertThat(ScoreKey.tied(RankBy.WEIGHTED, both, seven, nearly)).isTrue();
    assertThat(ScoreKey.tied(RankBy.WEIGHTED, both, seven, six)).isFalse();
    assertThat(seven).hasSize(ScoreKey.length(RankBy.WEIGHTED, both));
  }

  private static byte[] weighted(List<Objective> objectives, Standing standing) {
    return ScoreKey.of(RankBy.WEIGHTED, objectives, Candidate.of(standing, 1));
  }

  private static int order(List<Objective> objectives, double one, double other) {
    byte[] first = ScoreKey.of(objectives, standing(Map.of("m", one), "0.01", 1, 1));
    byte[] second = ScoreKey.of(objectives, standing(Map.of("m", other), "0.01", 1, 1));
    return Integer.signum(Arrays.compareUnsigned(first, second));
  }

  private static Objective objective(String metric, Direction direction, double tolerance) {
    return Objective.newBuilder()
        .setMetric(metric)
        .setDirection(direction)
        .setTolerance(tolerance)
        .build();
  }

  private static Standing standing(
      Map<String, Double> means, String cost, int size, int insertions) {
    Map<String, MetricSummary> metrics = new java.util.HashMap<>();
    means.forEach(
        (name, mean) -> metrics.put(name, new MetricSummary(1L, mean, 0.0, mean, mean, -1.0)));
    return Standing.newBuilder()
        .setTaskId("t")
        .setClusterId("c")
        .setAttemptId("a")
        .setVariant("v")
        .setCommit("d")
        .setSize(size)
        .setDiff(new DiffStatistics(1, insertions, 0))
        .setState(StandingState.MEASURED)
        .setMetrics(metrics)
        .setCost(new BigDecimal(cost))
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }
}
