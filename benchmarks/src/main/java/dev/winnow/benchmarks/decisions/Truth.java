package dev.winnow.benchmarks.decisions;

import java.util.Arrays;

/**
 * What simulated candidates take on average; less is better.
 *
 * @param means by candidate
 * @param best the one that is best, or -1 if all are equal
 */
record Truth(double[] means, int best) {
  private static final double BASE = 100;

  /** All the same: whoever wins is a false winner. */
  static Truth equal(int candidates) {
    double[] means = new double[candidates];
    Arrays.fill(means, BASE);
    return new Truth(means, -1);
  }

  /** Each one gap behind the one before it. */
  static Truth ladder(int candidates, double gap, int best) {
    double[] means = new double[candidates];
    for (int index = 0; index < candidates; index++) {
      means[index] = BASE + gap * Math.floorMod(index - best, candidates);
    }
    return new Truth(means, best);
  }

  /**
   * One in front and all others level, one gap behind: the most that there can be to tell apart.
   */
  static Truth level(int candidates, double gap, int best) {
    double[] means = new double[candidates];
    Arrays.fill(means, BASE + gap);
    means[best] = BASE;
    return new Truth(means, best);
  }
}
