package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairedDifferencesTest {
  private static final Criteria CRITERIA = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 0));

  private final Map<String, SortedMap<Long, Map<String, Double>>> blocks = new TreeMap<>();

  @Test
  void shouldSetApartWhatOnlyTheSeedHidesWhenSamplesSharedIt() {
    Random random = new Random(1);
    for (long block = 1; block <= 20; block++) {
      double seed = 10 * random.nextGaussian();
      put("a", block, 100 + seed + 0.1 * random.nextGaussian());
      put("b", block, 99 + seed + 0.1 * random.nextGaussian());
    }
    List<Contender> contenders = List.of(contender("a", 1), contender("b", 2));

    Comparison apart = new Comparison(CRITERIA, contenders, new UnpairedDifferences());
    Comparison paired =
        new Comparison(CRITERIA, contenders, new PairedDifferences(CRITERIA, blocks));

    assertThat(apart.tieSet()).hasSize(1);
    assertThat(paired.tieSet()).isEmpty();
  }

  @Test
  void shouldKnowNothingWhenNoBlockIsShared() {
    put("a", 1, 1);
    put("b", 2, 2);

    Interval difference =
        new PairedDifferences(CRITERIA, blocks).between(contender("a", 1), contender("b", 2), 0);

    assertThat(difference).isEqualTo(Interval.ALL);
  }

  @Test
  void shouldTakeTheIntervalsWhenNoBlockHasTheMetric() {
    put("a", 1, 1);
    put("b", 1, 2);
    Objective size = Objective.newBuilder(Fixtures.most("size", 0)).setExact(true).build();
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, size, Fixtures.most("m", 0));

    Interval difference =
        new PairedDifferences(criteria, blocks)
            .between(sized(criteria, "a", 1, 30), sized(criteria, "b", 2, 10), 0);

    assertThat(difference).isEqualTo(Interval.point(20));
  }

  private static Contender sized(Criteria criteria, String id, int arrival, double size) {
    return criteria.contender(
        Fixtures.candidate(
            id,
            arrival,
            "0",
            Map.of("size", Fixtures.summary(1, size, 0), "m", Fixtures.summary(1, 1, 0))));
  }

  @Test
  void shouldHoldAtEveryBlockAtOnceWhenCandidatesAreEqual() {
    Random random = new Random(2);
    int runs = 200;
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      blocks.clear();
      boolean hasFailed = false;
      for (long block = 1; block <= 60; block++) {
        double seed = random.nextGaussian();
        put("a", block, seed + random.nextGaussian());
        put("b", block, seed + random.nextGaussian());
        hasFailed |=
            !new PairedDifferences(CRITERIA, blocks)
                .between(contender("a", 1), contender("b", 2), 0)
                .contains(0);
      }
      wrong += hasFailed ? 1 : 0;
    }

    // A pair's level is 0.05 · 0.9 / 10.
    assertThat(wrong).isLessThanOrEqualTo(3);
  }

  private void put(String id, long block, double value) {
    blocks.computeIfAbsent(id, any -> new TreeMap<>()).put(block, Map.of("m", value));
  }

  private Contender contender(String id, int arrival) {
    MetricSummary summary = null;
    for (Map<String, Double> block : blocks.get(id).values()) {
      summary = Measurements.add(summary, block.get("m"));
    }
    return CRITERIA.contender(Fixtures.candidate(id, arrival, summary));
  }
}
