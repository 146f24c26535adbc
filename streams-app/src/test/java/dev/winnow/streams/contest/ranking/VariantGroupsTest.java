package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.MetricInterval;
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

  private int clusters;

  @Test
  void shouldCompareAttemptsAndNotSamplesWhenOneAttemptWasLucky() {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      attempts.add(measured("a", 10 + 0.1 * (attempt % 3)));
      attempts.add(measured("b", attempt == 0 ? 20 : 5 + 0.1 * (attempt % 3)));
    }
    attempts.add(new Measured("b", "", Optional.empty()));

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
            List.of(measured("a", 1), new Measured("broken", "", Optional.empty())));

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

  @Test
  void shouldBeAsUnsureAsTheOneChangeWhenAllAttemptsMadeIt() {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      attempts.add(of("a", "one", Fixtures.summary(10, 5.0, 0.5)));
      attempts.add(of("b", "other", Fixtures.summary(10, 5.1, 0.5)));
    }

    List<VariantEstimate> variants = VariantGroups.of(CRITERIA, List.of("a", "b"), attempts);

    // Their means differ and have no spread, which is no certainty: the samples scatter by 0.5.
    assertThat(variants).extracting(VariantEstimate::getTied).containsExactly(false, true);
    assertThat(variants.get(0).getMetrics().get("m").getM2()).isZero();
    assertThat(width(variants.get(0))).isBetween(0.5, 3.0);
  }

  @Test
  void shouldTellTwoChangesApartWhenTheirSamplesDo() {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      attempts.add(of("a", "one", Fixtures.summary(10, 5.0, 0.5)));
      attempts.add(of("b", "other", Fixtures.summary(10, 9.0, 0.5)));
    }

    assertThat(VariantGroups.of(CRITERIA, List.of("a", "b"), attempts))
        .extracting(VariantEstimate::getVariant, VariantEstimate::getTied)
        .containsExactly(tuple("b", false), tuple("a", false));
  }

  @Test
  void shouldTieWhenBothMadeTheSameChanges() {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      MetricSummary summary = Fixtures.summary(5, attempt, 0.5);
      attempts.add(of("a", "c" + attempt, summary));
      attempts.add(of("b", "c" + attempt, summary));
    }

    assertThat(VariantGroups.of(CRITERIA, List.of("a", "b"), attempts))
        .extracting(VariantEstimate::getTied)
        .containsExactly(false, true);
  }

  @Test
  void shouldTieWhenBothMadeOneChangeWhoseMetricIsExact() {
    Objective exact = Objective.newBuilder(Fixtures.most("m", 0)).setExact(true).build();
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      attempts.add(of("a", "same", Fixtures.summary(1, 7, 0)));
      attempts.add(of("b", "same", Fixtures.summary(1, 7, 0)));
    }

    assertThat(
            VariantGroups.of(Fixtures.criteria(RankBy.ORDERED, exact), List.of("a", "b"), attempts))
        .extracting(VariantEstimate::getTied)
        .containsExactly(false, true);
  }

  @Test
  void shouldBeLittleWiderWhenFewOfManyAttemptsMadeTheSameChange() {
    List<Measured> apart = new ArrayList<>();
    List<Measured> shared = new ArrayList<>();
    for (int attempt = 0; attempt < 20; attempt++) {
      MetricSummary summary = Fixtures.summary(10, Math.max(1, attempt), 0.5);
      apart.add(of("a", "c" + attempt, summary));
      shared.add(of("a", "c" + Math.max(1, attempt), summary));
    }

    double before = width(VariantGroups.of(CRITERIA, List.of("a"), apart).get(0));
    double after = width(VariantGroups.of(CRITERIA, List.of("a"), shared).get(0));

    assertThat(after).isGreaterThan(before).isLessThan(1.25 * before);
  }

  @Test
  void shouldKnowNothingWhenAChangeOfSeveralAttemptsHasOneNoisySample() {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      attempts.add(of("a", "one", Fixtures.summary(1, 5.0, 0)));
    }

    VariantEstimate group = VariantGroups.of(CRITERIA, List.of("a"), attempts).get(0);

    assertThat(group.getIntervals().get("m").getLow()).isEmpty();
  }

  private static double width(VariantEstimate group) {
    MetricInterval interval = group.getIntervals().get("m");
    return interval.getHigh().orElseThrow() - interval.getLow().orElseThrow();
  }

  private static Measured of(String variant, String cluster, MetricSummary summary) {
    return new Measured(variant, cluster, Optional.of(Map.of("m", summary)));
  }

  private static List<Measured> attempts(long samples) {
    List<Measured> attempts = new ArrayList<>();
    for (int attempt = 0; attempt < 8; attempt++) {
      attempts.add(
          new Measured(
              "a", "c" + attempt, Optional.of(Map.of("m", Fixtures.summary(samples, attempt, 1)))));
    }
    return attempts;
  }

  private Measured measured(String variant, double mean) {
    MetricSummary summary = Fixtures.summary(5, mean, 0.5);
    return new Measured(variant, "c" + clusters++, Optional.of(Map.of("m", summary)));
  }
}
