package dev.winnow.streams.contest.ranking;

/** The standard normal distribution. */
public final class Normal {
  private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);
  private static final double SMALL = 1e-17;

  /** Terms of the continued fraction: enough for full precision where it is used. */
  private static final int FRACTION = 60;

  private static final double SWITCH = 3;

  private Normal() {}

  /**
   * Probability of a value up to x. The series of the error function near the middle, Laplace's
   * continued fraction in the tails (M. Abramowitz and I. Stegun, Handbook of Mathematical
   * Functions, 26.2.11 and 26.2.14); right to about 1e-15.
   */
  public static double below(double x) {
    if (Math.abs(x) < SWITCH) {
      double term = x;
      double sum = x;
      for (int odd = 3; Math.abs(term) > SMALL; odd += 2) {
        term *= x * x / odd;
        sum += term;
      }
      return 0.5 + density(x) * sum;
    }
    double fraction = Math.abs(x);
    for (int step = FRACTION; step > 0; step--) {
      fraction = Math.abs(x) + step / fraction;
    }
    double tail = density(x) / fraction;
    return x < 0 ? tail : 1 - tail;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / SQRT_2PI;
  }
}
