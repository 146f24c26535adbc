package dev.winnow.producers.audit;

/**
 * Where a share lies, at a confidence of 95 %, by the score interval of Wilson (Probable inference,
 * the law of succession, and statistical inference, JASA 1927). It keeps its promise for few trials
 * and shares near 0 or 1 (Brown, Cai and DasGupta, Interval estimation for a binomial proportion,
 * Statistical Science 2001).
 *
 * @param low from 0
 * @param high to 1
 */
public record Wilson(double low, double high) {

  /** The standard normal distribution has 97.5 % below it. */
  private static final double Z = 1.959963984540054;

  /**
   * The interval.
   *
   * @param successes from 0 to {@code trials}
   * @param trials at least 1
   */
  public static Wilson of(int successes, int trials) {
    double share = (double) successes / trials;
    double square = Z * Z / trials;
    double center = (share + square / 2) / (1 + square);
    double half = Math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square);
    // Both ends are exact there; rounding must not say otherwise.
    return new Wilson(successes == 0 ? 0 : center - half, successes == trials ? 1 : center + half);
  }
}
