package dev.winnow.streams.contest.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RatingsTest {
  private static final List<String> TWO = List.of("a", "b");

  @Test
  void shouldMoveBothByTheFormulasOfThePaperWhenOneWins() {
    Map<String, Rating> ratings = Ratings.after(TWO, List.of(List.of(new Duel("a", "b", 1))));

    // c = sqrt(2 * (25/3)^2 + 2 * (25/6)^2); half of (25/3)^2 / c is won and lost.
    double variance = 25.0 / 3 * 25 / 3;
    double c = Math.sqrt(2 * variance + 2 * 25.0 / 6 * 25 / 6);
    assertThat(ratings.get("a").mean()).isCloseTo(25 + variance / c / 2, within(1e-9));
    assertThat(ratings.get("b").mean()).isCloseTo(25 - variance / c / 2, within(1e-9));
    double share = 25.0 / 3 / c * variance / (c * c) / 4;
    assertThat(ratings.get("a").deviation())
        .isCloseTo(25.0 / 3 * Math.sqrt(1 - share), within(1e-9));
  }

  @Test
  void shouldLeaveEqualsAsTheyAreWhenTheyDraw() {
    Map<String, Rating> ratings = Ratings.after(TWO, List.of(List.of(new Duel("a", "b", 0.5))));

    assertThat(ratings.get("a").mean()).isEqualTo(25);
    assertThat(ratings.get("a").deviation()).isLessThan(Rating.START.deviation());
  }

  @Test
  void shouldMoveAFavouriteLessThanAnOutsiderWhenItWins() {
    List<Duel> won = List.of(new Duel("a", "b", 1));

    double first = Ratings.after(TWO, List.of(won)).get("a").mean();
    double second = Ratings.after(TWO, List.of(won, won)).get("a").mean();

    assertThat(second - first).isPositive().isLessThan(first - 25);
  }

  @Property(tries = 200)
  void shouldNotDependOnTheOrderOfARoundOrOnWhoIsNamedFirst(
      @ForAll @IntRange(min = 2, max = 8) int candidates, @ForAll long seed) {
    Random random = new Random(seed);
    List<String> field = field(candidates);
    List<List<Duel>> rounds = List.of(round(field, random), round(field, random));

    List<List<Duel>> shuffled = new ArrayList<>();
    for (List<Duel> round : rounds) {
      List<Duel> other = new ArrayList<>();
      round.forEach(
          duel ->
              other.add(
                  random.nextBoolean()
                      ? duel
                      : new Duel(duel.other(), duel.one(), 1 - duel.score())));
      Collections.shuffle(other, random);
      shuffled.add(other);
    }

    Map<String, Rating> one = Ratings.after(field, rounds);
    Map<String, Rating> other = Ratings.after(field, shuffled);
    for (String each : field) {
      assertThat(other.get(each).mean()).isCloseTo(one.get(each).mean(), within(1e-9));
      assertThat(other.get(each).deviation()).isCloseTo(one.get(each).deviation(), within(1e-9));
    }
  }

  @Property(tries = 200)
  void shouldMirrorTheRatingsWhenEachDuelIsTurnedRound(
      @ForAll @IntRange(min = 2, max = 8) int candidates,
      @ForAll @IntRange(min = 1, max = 20) int rounds,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<String> field = field(candidates);
    List<List<Duel>> duels = new ArrayList<>();
    List<List<Duel>> turned = new ArrayList<>();
    for (int number = 0; number < rounds; number++) {
      List<Duel> round = round(field, random);
      duels.add(round);
      turned.add(
          round.stream()
              .map(duel -> new Duel(duel.one(), duel.other(), 1 - duel.score()))
              .toList());
    }

    Map<String, Rating> ratings = Ratings.after(field, duels);
    Map<String, Rating> mirrored = Ratings.after(field, turned);

    for (String each : field) {
      assertThat(ratings.get(each).deviation()).isPositive().isFinite();
      assertThat(ratings.get(each).mean() - 25)
          .isCloseTo(25 - mirrored.get(each).mean(), within(1e-6));
    }
  }

  private static List<String> field(int candidates) {
    return IntStream.range(0, candidates).mapToObj(n -> "c" + n).toList();
  }

  private static List<Duel> round(List<String> field, Random random) {
    List<Duel> round = new ArrayList<>();
    for (int one = 0; one < field.size(); one++) {
      for (int other = 0; other < one; other++) {
        round.add(new Duel(field.get(one), field.get(other), random.nextInt(5) / 4.0));
      }
    }
    return round;
  }
}
