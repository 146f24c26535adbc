package dev.winnow.worker.patch.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinHashTest {
  private static final int ROUNDS = 300;

  /**
   * Sets that are smaller than the sketch leave most bins empty, and are estimated all the same.
   */
  @ParameterizedTest
  @CsvSource({"20, 0.5", "20, 0.9", "100, 0.2", "100, 0.7", "1000, 0.5", "1000, 0.95"})
  void shouldEstimateJaccardWithoutBiasWhenSetsAreOfAnySize(int union, double similarity) {
    MinHash sketches = new MinHash(32, 4);
    Random random = new Random(7);
    int shared = (int) Math.round(union * similarity);

    double mean =
        IntStream.range(0, ROUNDS)
            .mapToDouble(
                round -> {
                  long[] all = random.longs(union).toArray();
                  long[] one = sketches.bins(part(all, 0, (shared + union) / 2));
                  long[] other = sketches.bins(part(all, (union - shared) / 2, union));
                  return equal(one, other);
                })
            .average()
            .orElseThrow();

    double truth = overlap(union, shared);
    assertThat(mean).isCloseTo(truth, within(0.03));
  }

  @Test
  void shouldShareABandAsOftenAsTheBandsSay() {
    MinHash sketches = new MinHash(32, 4);
    Random random = new Random(11);
    int union = 400;
    int shared = 280;

    long found =
        IntStream.range(0, ROUNDS)
            .filter(
                round -> {
                  long[] all = random.longs(union).toArray();
                  long[] one = sketches.bands(part(all, 0, (shared + union) / 2));
                  long[] other = sketches.bands(part(all, (union - shared) / 2, union));
                  return equal(one, other) > 0;
                })
            .count();

    // 1 - (1 - 0.7^4)^32 = 0.9998
    assertThat(found).isGreaterThanOrEqualTo(ROUNDS - 2);
  }

  @Test
  void shouldNotDependOnTheOrderOfTheSet() {
    MinHash sketches = new MinHash(32, 4);

    assertThat(sketches.bands(new long[] {1, 2, 3}))
        .isEqualTo(sketches.bands(new long[] {3, 1, 2}));
  }

  @Test
  void shouldRefuseASketchThatIsNoPowerOfTwo() {
    assertThatThrownBy(() -> new MinHash(10, 3)).hasMessageContaining("10 bands of 3");
  }

  private static double overlap(int union, int shared) {
    int end = (shared + union) / 2;
    int start = (union - shared) / 2;
    return (double) (end - start) / union;
  }

  private static long[] part(long[] all, int from, int to) {
    return LongStream.of(all).skip(from).limit((long) to - from).toArray();
  }

  private static double equal(long[] one, long[] other) {
    return (double) IntStream.range(0, one.length).filter(i -> one[i] == other[i]).count()
        / one.length;
  }
}
