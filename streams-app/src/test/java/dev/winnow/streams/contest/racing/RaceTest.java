package dev.winnow.streams.contest.racing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final Race.Limits FREE = new Race.Limits(1, 1_000, 1_000);
  private static final Race.Limits SPENT = new Race.Limits(1, 1_000, 0);
  private static final double[] LOW = {1.0, 1.1, 0.9, 1.0, 1.05, 0.95, 1.02, 0.98, 1.0, 1.01};
  private static final double[] MIDDLE = {4.9, 5.1, 5.0, 5.3, 4.7, 5.0, 5.1, 4.9, 5.2, 4.8};
  private static final double[] HIGH = {9.0, 9.1, 8.9, 9.2, 8.8, 9.0, 9.05, 8.95, 9.0, 9.0};

  private final Field field = new Field(RankBy.ORDERED, Field.most("m", 0));

  @Test
  void shouldNameTheWinnerWhenItIsAheadOfAllOthers() {
    Race race = field.add("low", LOW).add("high", HIGH).add("middle", MIDDLE).race(Map.of(), FREE);

    Ruling ruling = race.stop();

    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.WINNER);
    assertThat(ruling.leader()).isEqualTo("high");
    assertThat(ruling.tieSet()).isEmpty();
    assertThat(ruling.kept()).containsExactly("high");
    assertThat(next(race, 5)).isEmpty();
    assertThat(race.beaten()).containsExactlyInAnyOrder("low", "middle");
  }

  @Test
  void shouldSampleOnlyThoseWhoCanChangeTheAnswerWhenOneIsFarBehind() {
    Race race =
        field.add("low", LOW).add("one", HIGH).add("other", 9, 8.9, 9.1, 9).race(Map.of(), FREE);

    assertThat(race.stop().kind()).isEqualTo(Ruling.Kind.GO_ON);
    assertThat(next(race, 4)).isNotEmpty().doesNotContain("low");
    assertThat(race.beaten()).containsExactly("low");
  }

  @Test
  void shouldStartWithThoseWithFewestSamplesWhenNothingIsKnown() {
    Race race = field.add("a", 3).add("b", 2, 2.1).add("c", 1).race(Map.of(), FREE);

    assertThat(next(race, 3)).startsWith("a").contains("c");
    assertThat(race.stop().kind()).isEqualTo(Ruling.Kind.GO_ON);
  }

  @Test
  void shouldTellATieSetAndNoWinnerWhenTheBudgetIsOut() {
    Race race = field.add("a", HIGH).add("b", HIGH).add("low", LOW).race(Map.of(), SPENT);

    Ruling ruling = race.stop();

    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.OUT_OF_BUDGET);
    assertThat(ruling.tieSet()).containsExactly("b");
    assertThat(next(race, 3)).isEmpty();
  }

  @Test
  void shouldStopWhenAllWhoAreOpenHaveTheMostSamples() {
    Race race = field.add("a", HIGH).add("b", HIGH).race(Map.of(), new Race.Limits(1, 10, 1_000));

    assertThat(race.stop().kind()).isEqualTo(Ruling.Kind.OUT_OF_BUDGET);
  }

  @Test
  void shouldWaitWhenWhatIsOutMayTell() {
    Race race = field.add("a", HIGH).add("b", HIGH).race(Map.of("a", 1), SPENT);

    assertThat(race.stop().kind()).isEqualTo(Ruling.Kind.GO_ON);
  }

  @Test
  void shouldNotPileUpOrdersWhenLittleIsKnown() {
    Race race = field.add("a", 1).add("b", 1).race(Map.of(), FREE);

    // Three more of each, and they have the four that an interval takes here.
    assertThat(next(race, 100)).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void shouldOrderNoMoreThanIsLeftWhenSlotsAreMany() {
    Race race = field.add("a", 1).add("b", 1).race(Map.of(), new Race.Limits(1, 100, 3));

    assertThat(next(race, 100)).hasSize(3);
  }

  @Test
  void shouldTieWithoutMoreSamplesWhenDifferencesDoNotMatter() {
    Field tolerant = new Field(RankBy.ORDERED, Field.most("m", 2));

    Ruling ruling = tolerant.add("a", HIGH).add("b", HIGH).race(Map.of(), FREE).stop();

    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.TIE_SET);
    assertThat(ruling.tieSet()).containsExactly("b");
  }

  @Test
  void shouldSettleAtOnceWhenMetricsAreExact() {
    Objective exact = Objective.newBuilder(Field.most("m", 0)).setExact(true).build();

    Ruling ruling =
        new Field(RankBy.ORDERED, exact).add("a", 1).add("b", 2).race(Map.of(), FREE).stop();

    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.WINNER);
    assertThat(ruling.leader()).isEqualTo("b");
  }

  @Test
  void shouldGoOnForTheSecondPlaceWhenTwoAreKept() {
    Race.Limits two = new Race.Limits(2, 1_000, 1_000);
    field.add("high", HIGH).add("one", MIDDLE).add("other", MIDDLE);

    Race race = field.race(Map.of(), two);

    assertThat(race.stop().kind()).isEqualTo(Ruling.Kind.GO_ON);
    assertThat(next(race, 4)).isNotEmpty().doesNotContain("high");
  }

  @Test
  void shouldHaveItsWinnerWhenOnlyTheOtherKeptAreOpenAndTheBudgetIsOut() {
    field.add("high", HIGH).add("one", MIDDLE).add("other", MIDDLE);

    Ruling ruling = field.race(Map.of(), new Race.Limits(2, 1_000, 0)).stop();

    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.WINNER);
    assertThat(ruling.isKeptSure()).isFalse();
    assertThat(ruling.kept()).containsExactly("high", "one");
  }

  @Test
  void shouldSettleByPairsWhenTheSeedsDifferMoreThanTheCandidates() {
    Random random = new Random(9);
    Field apart = new Field(RankBy.ORDERED, Field.most("m", 0));
    for (int block = 0; block < 12; block++) {
      double seed = 50 * random.nextGaussian();
      for (Field one : List.of(apart, field)) {
        one.add("a", seed + 0.01 * block).add("b", seed + 1).add("c", seed - 0.02 * block);
      }
    }

    assertThat(apart.race(Map.of(), SPENT).stop().kind()).isEqualTo(Ruling.Kind.OUT_OF_BUDGET);
    Ruling paired = field.paired().race(Map.of(), SPENT).stop();
    assertThat(paired.kind()).isEqualTo(Ruling.Kind.WINNER);
    assertThat(paired.leader()).isEqualTo("b");
  }

  @Test
  void shouldLetTheOneCatchUpWhoHasFewerBlocksWhenPaired() {
    Race race = field.add("a", HIGH).add("b", 9, 8.9, 9.1, 9).paired().race(Map.of(), FREE);

    assertThat(next(race, 3)).containsOnly("b");
  }

  @Test
  void shouldSampleWhoIsInQuestionWhenTheFrontIsOpen() {
    Field front = new Field(RankBy.PARETO, Field.most("m", 0), Field.most("n", 0));
    front.add("one", HIGH).addTo("n", "one", HIGH);
    front.add("twin", HIGH).addTo("n", "twin", MIDDLE);
    front.add("low", LOW).addTo("n", "low", LOW);

    Race race = front.race(Map.of(), FREE);

    assertThat(race.stop().kind()).isEqualTo(Ruling.Kind.GO_ON);
    assertThat(next(race, 2)).containsExactlyInAnyOrder("one", "twin");
  }

  @Test
  void shouldOrderWholeBatchesWhenAnOrderTakesSeveralSamples() {
    Race race = field.add("a", 1).add("b", 1).race(Map.of(), new Race.Limits(1, 8, 10));

    // With three of each out no more may be, for nothing is known of the spread.
    assertThat(race.next(100, 3)).containsExactly(new Race.Order("a", 3), new Race.Order("b", 3));
    assertThat(race.next(1, 3)).hasSize(1);
    assertThat(race.next(0, 3)).isEmpty();
  }

  @Test
  void shouldOrderNoMoreThanIsLeftWhenABatchIsLarger() {
    Race race = field.add("a", 1).add("b", 1).race(Map.of(), new Race.Limits(1, 100, 4));

    assertThat(race.next(100, 3)).containsExactly(new Race.Order("a", 3), new Race.Order("b", 1));
  }

  @Test
  void shouldOrderNoMoreThanOneMayTakeWhenSamplesWereLost() {
    Race.Limits lossy = new Race.Limits(1, 12, 1_000, Map.of("a", 2, "b", 1));
    Race race = field.add("a", HIGH).add("b", HIGH).race(Map.of(), lossy);

    assertThat(race.next(100, 3)).containsExactly(new Race.Order("b", 1));
  }

  private static List<String> next(Race race, int samples) {
    return race.next(samples, 1).stream().map(Race.Order::id).toList();
  }

  @Test
  void shouldKeepTheFrontAndNotTheDominatedWhenTwoAreKept() {
    Field front = new Field(RankBy.PARETO, Field.most("m", 0), Field.most("n", 0));
    front.add("fast", HIGH).addTo("n", "fast", MIDDLE);
    front.add("dominated", MIDDLE).addTo("n", "dominated", LOW);
    front.add("small", LOW).addTo("n", "small", HIGH);

    Ruling ruling = front.race(Map.of(), new Race.Limits(2, 1_000, 1_000)).stop();

    assertThat(ruling.kept()).containsExactly("fast", "small");
    assertThat(ruling.tieSet()).containsExactly("small");
  }

  @Test
  void shouldTakeNoSampleWhenAnEarlierRungLeavesItOpen() {
    Field built = new Field(RankBy.ORDERED, Field.most("size", 0), Field.most("m", 0));
    built.addTo("size", "a", 3).add("a", LOW).addTo("size", "b", 2).add("b", HIGH).settled("size");

    Race race = built.race(Map.of(), FREE);

    assertThat(next(race, 10)).isEmpty();
    Ruling ruling = race.stop();
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.TIE_SET);
    assertThat(ruling.tieSet()).containsExactly("b");
  }

  @Test
  void shouldStopAtMaxSamplesOfTheLastRungWhenAnEarlierOneHadFewer() {
    Field built = new Field(RankBy.ORDERED, Field.most("m", 0), Field.most("size", 0));
    built.add("a", HIGH).addTo("size", "a", 3).add("b", HIGH).addTo("size", "b", 2);
    built.settled("size");

    assertThat(next(built.race(Map.of(), new Race.Limits(1, HIGH.length, 1_000)), 10)).isEmpty();
  }

  @Test
  void shouldSampleByTheNextObjectiveWhenAnEarlierRungSettlesTheFirst() {
    Objective size = Objective.newBuilder(Field.most("size", 0)).setExact(true).build();
    Field built = new Field(RankBy.ORDERED, size, Field.most("m", 0));
    built.addTo("size", "a", 3).add("a", 1, 2, 3, 4, 5, 6, 7, 8);
    built.addTo("size", "b", 3).add("b", LOW).settled("size");

    List<String> next = next(built.race(Map.of(), FREE), 1);

    // Both have the same size; a's time is known by far worse.
    assertThat(next).containsExactly("a");
  }

  @Test
  void shouldTakeNoSampleForAFrontWhenAnEarlierRungLeavesDominationOpen() {
    Field front = new Field(RankBy.PARETO, Field.most("m", 0), Field.most("size", 0));
    front.add("one", HIGH).addTo("size", "one", 3);
    front.add("other", HIGH).addTo("size", "other", 2).settled("size");

    Race race = front.race(Map.of(), FREE);

    assertThat(next(race, 10)).isEmpty();
    assertThat(race.stop().tieSet()).containsExactly("other");
  }

  @Test
  void shouldTakeNoSampleForASumWhenAPartOfItIsUnknown() {
    Field sum = new Field(RankBy.WEIGHTED, Field.most("m", 0), Field.most("size", 0));
    sum.add("one", HIGH).addTo("size", "one", 3);
    sum.add("other", LOW).addTo("size", "other", 2).settled("size");

    assertThat(next(sum.race(Map.of(), FREE), 10)).isEmpty();
  }
}
