package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.VariantEstimate;
import dev.winnow.streams.contest.ranking.VariantGroups.Measured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariantGroupsTest {
  private static final Criteria CRITERIA = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 0));

  @Test
  void shouldCompareAttemptsAndNotSamplesWhenOneAttemptWasLucky() {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      attempts.add(measured("a", 10 + 0.1 * (attempt % 3)));
      attempts.add(measured("b", attempt == 0 ? 20 : 5 + 0.1 * (attempt % 3)));
    }
    attempts.add(new Measured("b", Optional.empty()));

    List<VariantEstimate> variants = VariantGroups.of(CRITERIA, List.of("b", "a"), attempts);

    assertThat(variants).extracting(VariantEstimate::getVariant).containsExactly("a", "b");
    assertThat(variants).extracting(VariantEstimate::getAttempts).containsExactly(12, 12);
    assertThat(variants).extracting(VariantEstimate::getFailed).containsExactly(0, 1);
    assertThat(variants.get(0).getMetrics().get("m").getMean()).isCloseTo(10.1, within(1e-9));
  }

  @Test
  void shouldNotGrowSurerWhenTheSameAttemptsHaveMoreSamples() {
    List<VariantEstimate> few = VariantGroups.of(CRITERIA, List.of("a"), attempts(10));
    List<VariantEstimate> many = VariantGroups.of(CRITERIA, List.of("a"), attempts(10_000));

    assertThat(many.get(0).getIntervals()).isEqualTo(few.get(0).getIntervals());
    assertThat(few.get(0).getIntervals().get("m").getLow()).isPresent();
  }

  @Test
  void shouldTieWhenAttemptsOfBothAreAlike() {
    List<Measured> attempts = new ArrayList<>();
    Random random = new Random(4);
    for (int attempt = 0; attempt < 12; attempt++) {
      attempts.add(measured("a", random.nextGaussian()));
      attempts.add(measured("b", random.nextGaussian()));
    }

    List<VariantEstimate> variants = VariantGroups.of(CRITERIA, List.of("a", "b"), attempts);

    assertThat(variants).extracting(VariantEstimate::getTied).containsExactly(false, true);
  }

  @Test
  void shouldLeaveTheOrderOfArrivalWithoutATraceWhenAttemptsAreShuffled() {
    List<Measured> attempts = new ArrayList<>();
    Random random = new Random(6);
    for (int attempt = 0; attempt < 40; attempt++) {
      attempts.add(measured(attempt % 2 == 0 ? "a" : "b", random.nextDouble() / 3));
    }
    List<VariantEstimate> before = VariantGroups.of(CRITERIA, List.of("a", "b"), attempts);
    Collections.shuffle(attempts, random);

    assertThat(VariantGroups.of(CRITERIA, List.of("a", "b"), attempts)).isEqualTo(before);
  }

  @Test
  void shouldListAVariantLastWhenNoneOfItsAttemptsWasMeasured() {
    List<VariantEstimate> variants =
        VariantGroups.of(
            CRITERIA,
            List.of("broken", "a"),
            List.of(measured("a", 1), new Measured("broken", Optional.empty())));

    assertThat(variants).extracting(VariantEstimate::getVariant).containsExactly("a", "broken");
    assertThat(variants.get(1).getFailed()).isEqualTo(1);
  }

  @Test
  void shouldNotTakeOneAttemptForAllWhenTheMetricIsExact() {
    Objective exact = Objective.newBuilder(Fixtures.most("m", 0)).setExact(true).build();
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, exact);

    List<VariantEstimate> variants =
        VariantGroups.of(criteria, List.of("a"), List.of(measured("a", 1)));

    assertThat(variants.get(0).getIntervals().get("m").getLow()).isEmpty();
  }

  private static List<Measured> attempts(long samples) {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 8; attempt++) {
      attempts.add(
          new Measured("a", Optional.of(Map.of("m", Fixtures.summary(samples, attempt, 1)))));
    }
    return attempts;
  }

  private static Measured measured(String variant, double mean) {
    MetricSummary summary = Fixtures.summary(5, mean, 0.5);
    return new Measured(variant, Optional.of(Map.of("m", summary)));
  }
}
