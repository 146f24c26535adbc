package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final long COUNT = 100;

  @Test
  void shouldLeaveOutOfTheTieSetWhomTheDataSetApart() {
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 0));

    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate("near", 1, summary(9.9, 1)),
            Fixtures.candidate("best", 2, summary(10, 1)),
            Fixtures.candidate("far", 3, summary(5, 1)));

    assertThat(ids(comparison.ranked())).containsExactly("best", "near", "far");
    assertThat(ids(comparison.tieSet())).containsExactly("near");
    assertThat(comparison.open(1)).hasSize(1);
    assertThat(ids(comparison.beaten(1))).containsExactly("far");
  }

  @Test
  void shouldCallItATieAndClosedWhenDifferencesAreBelowTheTolerance() {
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 4));

    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate("dear", 1, "2", Map.of("m", summary(10.2, 1))),
            Fixtures.candidate("cheap", 2, "1", Map.of("m", summary(10.1, 1))),
            Fixtures.candidate("far", 3, "1", Map.of("m", summary(0, 1))));

    assertThat(ids(comparison.ranked())).containsExactly("cheap", "dear", "far");
    assertThat(ids(comparison.tieSet())).containsExactly("dear");
    assertThat(comparison.open(1)).isEmpty();
  }

  @Test
  void shouldAskTheNextObjectiveWhenTheFirstTies() {
    Criteria criteria =
        Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 2), Fixtures.most("n", 0));

    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate("b", 1, "0", Map.of("m", summary(10.1, 0.1), "n", summary(1, 0.1))),
            Fixtures.candidate("a", 2, "0", Map.of("m", summary(10.0, 0.1), "n", summary(2, 0.1))));

    assertThat(ids(comparison.ranked())).containsExactly("a", "b");
    assertThat(comparison.tieSet()).isEmpty();
    assertThat(comparison.open(1)).isEmpty();
  }

  @Test
  void shouldCloseWhenDifferenceIsKnownToHalfATolerance() {
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 1));

    // Both round to 10, so the cheaper one leads, though it is 0.9 behind.
    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate("better", 1, "2", Map.of("m", summary(10.45, 0.1))),
            Fixtures.candidate("cheaper", 2, "1", Map.of("m", summary(9.55, 0.1))));

    assertThat(ids(comparison.ranked())).containsExactly("cheaper", "better");
    assertThat(comparison.open(1)).isEmpty();
    assertThat(ids(comparison.tieSet())).containsExactly("better");
  }

  @Test
  void shouldAddUpWhenObjectivesHaveWeights() {
    Objective hits = Objective.newBuilder(Fixtures.most("m", 0)).setWeight(2).setScale(0.1).build();
    Objective speed = Fixtures.most("n", 0);
    Criteria criteria = Fixtures.criteria(RankBy.WEIGHTED, hits, speed);

    // 2 · 0.5/0.1 + 1 = 11 and 2 · 0.4/0.1 + 5 = 13.
    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate(
                "hits", 1, "0", Map.of("m", summary(0.5, 0.001), "n", summary(1, 0.01))),
            Fixtures.candidate(
                "speed", 2, "0", Map.of("m", summary(0.4, 0.001), "n", summary(5, 0.01))));

    assertThat(ids(comparison.ranked())).containsExactly("speed", "hits");
    assertThat(comparison.tieSet()).isEmpty();
  }

  @Test
  void shouldKeepTheFrontAndLeaveOutTheDominatedWhenRankingIsPareto() {
    Criteria criteria =
        Fixtures.criteria(RankBy.PARETO, Fixtures.most("m", 0), Fixtures.most("n", 0));

    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate("fast", 1, "0", Map.of("m", summary(9, 0.1), "n", summary(1, 0.1))),
            Fixtures.candidate("small", 2, "0", Map.of("m", summary(1, 0.1), "n", summary(9, 0.1))),
            Fixtures.candidate("bad", 3, "0", Map.of("m", summary(0, 0.1), "n", summary(0, 0.1))));

    assertThat(ids(comparison.ranked())).containsExactly("fast", "small", "bad");
    assertThat(ids(comparison.tieSet())).containsExactly("small");
    assertThat(ids(comparison.beaten(1))).containsExactly("bad");
    assertThat(comparison.openOnFront()).isEmpty();
  }

  @Test
  void shouldRankTheFrontBeforeTheDominatedWhenRankingIsPareto() {
    Objective[] least = {least("time"), least("size")};
    Criteria criteria = Fixtures.criteria(RankBy.PARETO, least);

    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate("fast", 1, "0", timeAndSize(10, 50)),
            Fixtures.candidate("dominated", 2, "0", timeAndSize(11, 60)),
            Fixtures.candidate("small", 3, "0", timeAndSize(30, 10)));

    assertThat(ids(comparison.ranked())).containsExactly("fast", "small", "dominated");
    assertThat(ids(comparison.tieSet())).containsExactly("small");
    assertThat(comparison.places(3)).extracting(Place::id).endsWith("small", "dominated");
    assertThat(comparison.places(3)).extracting(Place::bestRank).containsExactly(1, 2, 3);
    assertThat(comparison.places(3)).extracting(Place::worstRank).containsExactly(1, 2, 3);
  }

  private static Objective least(String metric) {
    return Objective.newBuilder(Fixtures.most(metric, 0))
        .setDirection(Direction.MINIMIZE)
        .setExact(true)
        .build();
  }

  private static Map<String, MetricSummary> timeAndSize(double time, double size) {
    return Map.of("time", Fixtures.summary(1, time, 0), "size", Fixtures.summary(1, size, 0));
  }

  @Test
  void shouldLeaveTheFrontOpenWhenDominationIsNotCertain() {
    Criteria criteria =
        Fixtures.criteria(RankBy.PARETO, Fixtures.most("m", 0), Fixtures.most("n", 0));

    Comparison comparison =
        comparison(
            criteria,
            Fixtures.candidate("one", 1, "0", Map.of("m", summary(9, 5), "n", summary(1, 0.1))),
            Fixtures.candidate("other", 2, "0", Map.of("m", summary(8, 5), "n", summary(0, 0.1))));

    assertThat(ids(comparison.openOnFront())).containsExactly("one", "other");
    assertThat(ids(comparison.tieSet())).containsExactly("other");
  }

  @Test
  void shouldGiveRanksAndChancesWhenPlacesAreAsked() {
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 0));

    List<Place> places =
        comparison(
                criteria,
                Fixtures.candidate("a", 1, summary(10, 1)),
                Fixtures.candidate("b", 2, summary(9.9, 1)),
                Fixtures.candidate("c", 3, summary(5, 1)),
                Fixtures.candidate("d", 4, summary(1, 1)))
            .places(3);

    assertThat(places).extracting(Place::id).containsExactly("a", "b", "c");
    assertThat(places).extracting(Place::bestRank).containsExactly(1, 1, 3);
    assertThat(places).extracting(Place::worstRank).containsExactly(2, 2, 3);
    assertThat(places).extracting(Place::tied).containsExactly(false, true, false);
    assertThat(places.get(0).probabilityBest().orElseThrow()).isBetween(0.7, 0.8);
    assertThat(places.get(0).intervals().get("m").contains(10)).isTrue();
  }

  @Test
  void shouldTurnTheIntervalRoundWhenLessIsBetter() {
    Objective least =
        Objective.newBuilder(Fixtures.most("m", 0)).setDirection(Direction.MINIMIZE).build();
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, least);

    List<Place> places =
        comparison(
                criteria,
                Fixtures.candidate("slow", 1, summary(100, 1)),
                Fixtures.candidate("fast", 2, summary(50, 1)))
            .places(2);

    assertThat(places).extracting(Place::id).containsExactly("fast", "slow");
    assertThat(places.get(0).intervals().get("m").contains(50)).isTrue();
    assertThat(places).extracting(Place::worstRank).containsExactly(1, 2);
  }

  @Property(tries = 200)
  void shouldDecideTheSameWhenCandidatesComeInAnotherOrder(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 5) Double> means,
      @ForAll @DoubleRange(min = 0, max = 2) double tolerance,
      @ForAll @IntRange(min = 0, max = 2) int rankBy,
      @ForAll Random random) {
    Criteria criteria =
        Fixtures.criteria(
            RankBy.values()[rankBy], Fixtures.most("m", tolerance), Fixtures.most("n", 0));
    List<Candidate> candidates = new ArrayList<>();
    for (int index = 0; index < means.size(); index++) {
      candidates.add(
          Fixtures.candidate(
              "c" + index,
              index + 1,
              "0",
              Map.of("m", summary(means.get(index), 1), "n", summary(index % 3, 0.5))));
    }
    List<Candidate> shuffled = new ArrayList<>(candidates);
    Collections.shuffle(shuffled, random);

    Comparison one = comparison(criteria, candidates.toArray(Candidate[]::new));
    Comparison other = comparison(criteria, shuffled.toArray(Candidate[]::new));

    assertThat(ids(one.ranked())).isEqualTo(ids(other.ranked()));
    assertThat(ids(one.tieSet())).isEqualTo(ids(other.tieSet()));
    assertThat(ids(one.beaten(1))).isEqualTo(ids(other.beaten(1)));
    assertThat(one.places(100)).isEqualTo(other.places(100));
  }

  @Property(tries = 200)
  void shouldHoldTheLeadersRankAndEveryRivalWhenAnyMeansCome(
      @ForAll @Size(min = 2, max = 15) List<@DoubleRange(min = 0, max = 3) Double> means) {
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, Fixtures.most("m", 0));
    List<Candidate> candidates = new ArrayList<>();
    for (int index = 0; index < means.size(); index++) {
      candidates.add(Fixtures.candidate("c" + index, index + 1, summary(means.get(index), 1)));
    }

    Comparison comparison = comparison(criteria, candidates.toArray(Candidate[]::new));
    List<Place> places = comparison.places(means.size());

    assertThat(places.get(0).bestRank()).isEqualTo(1);
    assertThat(places)
        .allSatisfy(
            place -> assertThat(place.rank()).isBetween(place.bestRank(), place.worstRank()));
    assertThat(places.stream().mapToDouble(one -> one.probabilityBest().orElseThrow()).sum())
        .isBetween(0.999, 1.001);
    List<String> tied = ids(comparison.tieSet());
    assertThat(places.stream().filter(Place::tied).map(Place::id)).containsExactlyElementsOf(tied);
    assertThat(tied.size() + comparison.beaten(1).size() + 1).isEqualTo(means.size());
  }

  private static MetricSummary summary(double mean, double deviation) {
    return Fixtures.summary(COUNT, mean, deviation);
  }

  private static Comparison comparison(Criteria criteria, Candidate... candidates) {
    return new Comparison(
        criteria,
        java.util.Arrays.stream(candidates).map(criteria::contender).toList(),
        new UnpairedDifferences());
  }

  private static List<String> ids(Collection<Contender> contenders) {
    return contenders.stream().map(Contender::id).toList();
  }
}
