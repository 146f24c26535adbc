package dev.winnow.benchmarks.decisions;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What simulated candidates take on average; less is better.
 *
 * @param means by candidate
 * @param best the one that is best, or -1 if all are equal
 */
record Truth(List<Double> means, int best) {
  private static final double BASE = 100;

  /** All the same: whoever wins is a false winner. */
  static Truth equal(int candidates) {
    return new Truth(Collections.nCopies(candidates, BASE), -1);
  }

  /** Each one gap behind the one before it. */
  static Truth ladder(int candidates, double gap, int best) {
    return new Truth(
        IntStream.range(0, candidates)
            .mapToObj(index -> BASE + gap * Math.floorMod(index - best, candidates))
            .toList(),
        best);
  }

  /**
   * One in front and all others level, one gap behind: the most that there can be to tell apart.
   */
  static Truth level(int candidates, double gap, int best) {
    return new Truth(
        IntStream.range(0, candidates)
            .mapToObj(index -> index == best ? BASE : BASE + gap)
            .toList(),
        best);
  }

  /** The one that is best of some, or -1 if all are equal. */
  int best(Collection<Integer> some) {
    return best < 0 ? -1 : Collections.min(some, Comparator.comparing(means::get));
  }
}
