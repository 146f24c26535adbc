package dev.winnow.streams.contest.racing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.RankBy;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a verdict promises, on contests whose truth is known; the seeds are fixed. */
class RaceValidityTest {
  private static final int CONTESTS = 60;
  private static final int CANDIDATES = 6;
  private static final int MOST = 40;

  enum Shape {
    GAUSSIAN {
      @Override
      double draw(Random random) {
        return random.nextGaussian();
      }
    },
    BIMODAL {
      @Override
      double draw(Random random) {
        return random.nextInt(6) == 0 ? 2.24 : -0.447;
      }
    };

    abstract double draw(Random random);
  }

  @ParameterizedTest
  @EnumSource
  void shouldHardlyEverNameAWinnerWhenAllAreEqual(Shape shape) {
    long winners =
        IntStream.range(0, CONTESTS)
            .mapToObj(seed -> race(shape, 0, seed, MOST))
            .filter(ruling -> ruling.kind() == Ruling.Kind.WINNER)
            .count();

    assertThat(winners).isLessThanOrEqualTo(CONTESTS * 5 / 100);
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindTheBestWhenThereIsOne(Shape shape) {
    long found =
        IntStream.range(0, CONTESTS)
            .mapToObj(seed -> race(shape, 1.5, seed, 1_000))
            .filter(ruling -> ruling.kind() == Ruling.Kind.WINNER && ruling.leader().equals("c0"))
            .count();

    assertThat(found).isGreaterThanOrEqualTo(CONTESTS * 95 / 100);
  }

  private static Ruling race(Shape shape, double gap, int seed, int most) {
    Random random = new Random(seed);
    Field field = new Field(RankBy.ORDERED, Field.most("m", 0));
    for (int index = 0; index < CANDIDATES; index++) {
      field.add("c" + index, -gap * index + shape.draw(random));
    }
    Race.Limits limits = new Race.Limits(1, most, Long.MAX_VALUE);
    Race race = field.race(Map.of(), limits);
    Ruling ruling = race.stop();
    while (ruling.kind() == Ruling.Kind.GO_ON) {
      String id = race.next(1, 1).get(0).id();
      field.add(id, -gap * Integer.parseInt(id.substring(1)) + shape.draw(random));
      race = field.race(Map.of(), limits);
      ruling = race.stop();
    }
    return ruling;
  }
}
