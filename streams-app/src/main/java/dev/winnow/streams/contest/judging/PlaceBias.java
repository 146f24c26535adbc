package dev.winnow.streams.contest.judging;

/**
 * Whether a judge prefers a place. Of a pair whose answer changed with the order, both votes were
 * for the same place; a judge that is only unsure takes either place as often. It is the exact sign
 * test (Q. McNemar, Note on the sampling error of the difference between correlated proportions or
 * percentages, Psychometrika 12, 1947).
 */
public final class PlaceBias {
  /** The chance to suspect a judge that prefers neither place. */
  private static final double ERROR = 0.05;

  private PlaceBias() {}

  /**
   * Whether it is more than chance.
   *
   * @param first how often both votes of a pair were for the patch that was shown as a
   * @param second how often both were for the one shown as b
   */
  public static boolean isPlain(int first, int second) {
    return chance(first, second) < ERROR;
  }

  /** The chance that a judge without a bias is so far from even, or farther. */
  static double chance(int first, int second) {
    int flips = first + second;
    double term = Math.pow(0.5, flips);
    double tail = 0;
    for (int count = 0; count <= Math.min(first, second); count++) {
      tail += term;
      term *= (double) (flips - count) / (count + 1);
    }
    return Math.min(1, 2 * tail);
  }
}
