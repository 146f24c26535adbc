package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestProbabilityTest {
  private static final int MANY = 1_000_000;
  private static final Criteria CRITERIA = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 0));

  @Test
  void shouldGiveTheClosedFormWhenThereAreTwo() {
    // Standard errors 1 and 2, means 1 apart.
    double[] best =
        BestProbability.of(
            List.of(contender("a", 5, Math.sqrt(MANY)), contender("b", 4, 2 * Math.sqrt(MANY))));

    assertThat(best[0]).isCloseTo(Normal.below(1 / Math.sqrt(5)), within(1e-3));
    assertThat(best[0] + best[1]).isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldAgreeWithDrawsWhenThereAreSeveral() {
    double[] means = {3, 2.5, 2, 2.9};
    double[] errors = {0.5, 2, 0.1, 1};
    List<Contender> contenders = new ArrayList<>();
    for (int index = 0; index < means.length; index++) {
      contenders.add(contender("c" + index, means[index], errors[index] * Math.sqrt(MANY)));
    }
    double[] best = BestProbability.of(contenders);

    double[] drawn = draws(means, errors, 200_000);
    for (int index = 0; index < means.length; index++) {
      assertThat(best[index]).isCloseTo(drawn[index], within(5e-3));
    }
  }

  @Test
  void shouldShareEvenlyWhenThousandsAreEqual() {
    List<Contender> equal =
        IntStream.rangeClosed(1, 5_000).mapToObj(id -> contender("c" + id, 1, 1)).toList();

    double[] best = BestProbability.of(equal);

    assertThat(Arrays.stream(best).sum()).isCloseTo(1, within(1e-9));
    assertThat(best).usingComparatorWithPrecision(1e-6).containsOnly(1.0 / 5_000);
  }

  @Test
  void shouldBeSureWhenValuesAreExact() {
    Objective exact = Objective.newBuilder(Fixtures.most("m", 0)).setExact(true).build();
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, exact);
    List<Contender> contenders =
        List.of(exact(criteria, "a", 1), exact(criteria, "b", 2), exact(criteria, "c", 2));

    double[] best = BestProbability.of(contenders);

    assertThat(best[0]).isZero();
    assertThat(best[1]).isCloseTo(0.5, within(1e-6));
    assertThat(best[2]).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void shouldSayNothingWhenNobodyHasTwoSamples() {
    Contender once = CRITERIA.contender(Fixtures.candidate("a", 1, Fixtures.summary(1, 3, 0)));

    assertThat(BestProbability.of(List.of(once))).isEmpty();
  }

  private static Contender contender(String id, double mean, double deviation) {
    return CRITERIA.contender(Fixtures.candidate(id, 1, Fixtures.summary(MANY, mean, deviation)));
  }

  private static Contender exact(Criteria criteria, String id, double value) {
    return criteria.contender(Fixtures.candidate(id, 1, Fixtures.summary(1, value, 0)));
  }

  private static double[] draws(double[] means, double[] errors, int draws) {
    Random random = new Random(5);
    double[] share = new double[means.length];
    for (int draw = 0; draw < draws; draw++) {
      int first = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int index = 0; index < means.length; index++) {
        double value = means[index] + errors[index] * random.nextGaussian();
        if (value > most) {
          most = value;
          first = index;
        }
      }
      share[first] += 1.0 / draws;
    }
    return share;
  }
}
