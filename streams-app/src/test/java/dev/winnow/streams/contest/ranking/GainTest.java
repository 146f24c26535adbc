package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GainTest {
  private static final Objective SPEED = Fixtures.most("speed", 1);
  private static final Objective SIZE =
      Objective.newBuilder().setMetric("size").setDirection(Direction.MINIMIZE).build();

  private static Gain gain(Differences differences, Objective... objectives) {
    Criteria criteria = Fixtures.criteria(RankBy.ORDERED, objectives);
    var metrics = Map.of("speed", Fixtures.summary(5, 10, 1), "size", Fixtures.summary(5, 100, 1));
    Contender one = criteria.contender(Fixtures.candidate("one", 1, "0", metrics));
    Contender other = criteria.contender(Fixtures.candidate("other", 2, "0", metrics));
    return Gain.of(criteria, one, other, differences);
  }

  /** By axis, what the difference lies between; more is better. */
  private static Differences of(Interval... intervals) {
    return new Differences() {
      @Override
      public Interval between(Contender one, Contender other, int axis) {
        return intervals[axis];
      }

      @Override
      public boolean isPaired() {
        return true;
      }
    };
  }

  @Test
  void shouldHelpWhenItIsBetterForCertainByTheTolerance() {
    assertThat(gain(of(new Interval(1, 4)), SPEED).kind()).isEqualTo(Gain.Kind.HELPS);
    assertThat(gain(of(new Interval(0.9, 4)), SPEED).kind()).isEqualTo(Gain.Kind.OPEN);
  }

  @Test
  void shouldNeedALowerBoundAboveZeroWhenThereIsNoTolerance() {
    assertThat(gain(of(Interval.point(0)), SIZE).kind()).isEqualTo(Gain.Kind.DOES_NOT);
    assertThat(gain(of(new Interval(0, 4)), SIZE).kind()).isEqualTo(Gain.Kind.OPEN);
    assertThat(gain(of(new Interval(0.001, 4)), SIZE).kind()).isEqualTo(Gain.Kind.HELPS);
  }

  @Test
  void shouldNotHelpWhenItIsWorseForCertain() {
    assertThat(gain(of(new Interval(-9, -2)), SPEED).kind()).isEqualTo(Gain.Kind.DOES_NOT);
    assertThat(gain(of(new Interval(-9, 0)), SIZE).kind()).isEqualTo(Gain.Kind.DOES_NOT);
  }

  @Test
  void shouldBeOpenWhileItMayBeWithinTheToleranceOrOutside() {
    assertThat(gain(of(new Interval(-3, 0.5), Interval.ALL), SPEED, SIZE).kind())
        .isEqualTo(Gain.Kind.OPEN);
    assertThat(gain(of(Interval.ALL), SPEED).kind()).isEqualTo(Gain.Kind.OPEN);
  }

  @Test
  void shouldLeaveItToTheNextObjectiveWhenOneIsTheSameToWithinItsTolerance() {
    Interval same = new Interval(-0.9, 0.9);

    assertThat(gain(of(same, new Interval(2, 3)), SPEED, SIZE).kind()).isEqualTo(Gain.Kind.HELPS);
    assertThat(gain(of(same, new Interval(-3, -2)), SPEED, SIZE).kind())
        .isEqualTo(Gain.Kind.DOES_NOT);
    assertThat(gain(of(same), SPEED).kind()).isEqualTo(Gain.Kind.DOES_NOT);
  }

  @Test
  void shouldSayWhatChangesInTheMetricsOwnUnit() {
    Gain gain = gain(of(new Interval(-0.5, 0.5), new Interval(2, 3)), SPEED, SIZE);

    assertThat(gain.change())
        .containsEntry("speed", new Interval(-0.5, 0.5))
        .containsEntry("size", new Interval(-3, -2));
  }
}
