package dev.winnow.streams.contest.ranking;

/**
 * A confidence sequence for the mean of Gaussian samples whose variance is unknown: with
 * probability 1 - alpha the true mean is within {@link #radius} of the running mean at every count
 * at once, however often one looks and for whatever reason one stops.
 *
 * <p>It is the normal mixture of H. Robbins (Statistical methods related to the law of the iterated
 * logarithm, Annals of Mathematical Statistics 41(5), 1970) carried over to an unknown variance:
 * the t-test martingale of H. Wang and A. Ramdas (Anytime-valid t-tests and confidence sequences
 * for Gaussian means with unknown variance, arXiv:2310.03722, 2023), which is the Bayes factor of
 * M. Gönen et al. (The Bayesian two-sample t test, American Statistician 59(3), 2005) for an effect
 * size with prior N(0, v), v being {@link #EFFECT_VARIANCE}. With t² = n(n-1)(mean - mu)²/M2 it is
 *
 * <pre>(1 + n v)^(-1/2) · ((1 + t²/(n-1)) / (1 + t²/((n-1)(1 + n v))))^(n/2)</pre>
 *
 * <p>It starts at 1 and is a martingale under mu whatever the variance, so by Ville's inequality it
 * ever reaches 1/alpha with probability alpha at most. The radius is that inequality solved for
 * |mean - mu|.
 *
 * <p>What that costs. A plug-in of the estimated variance into the known-variance mixture, the
 * asymptotic sequence of I. Waudby-Smith et al. (Time-uniform central limit theory and asymptotic
 * confidence sequences, Annals of Statistics 52(6), 2024), is narrower at small counts, and wrong
 * there: two samples that happen to be close make it too sure. This one is valid from the first
 * sample on and says nothing (an infinite radius) for the first few, {@link #fewest}: about three
 * at alpha = 0.05, about five at 0.0025.
 *
 * <p>What it does not cover. Noise that is far from Gaussian voids the guarantee at small counts.
 * As counts grow it holds in the limit. Skewed, heavy-tailed and bimodal noise are simulated in
 * docs/quality.md. Where a metric is a rate or has few values, state its range.
 */
final class StudentMixture {
  /**
   * Variance of the effect sizes that it is tuned to, in units of the noise's variance. The radius
   * is valid for any value; 1 is better by a few percent at a hundred samples, 100 says something
   * one sample earlier.
   */
  static final double EFFECT_VARIANCE = 10;

  private StudentMixture() {}

  /**
   * How far the true mean may be from the mean of the samples.
   *
   * @param count number of samples
   * @param m2 sum of squared deviations from their mean
   * @param alpha probability of being wrong at any count ever, above 0 and below 1
   * @return infinite where too little is known
   */
  static double radius(long count, double m2, double alpha) {
    double logPrior = Math.log1p(count * EFFECT_VARIANCE);
    double logRatio = (logPrior - 2 * Math.log(alpha)) / count;
    if (count < 2 || logRatio >= logPrior) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.sqrt(m2 / count * Math.expm1(logRatio) / -Math.expm1(logRatio - logPrior));
  }

  /** The least count at which the radius is finite. */
  static int fewest(double alpha) {
    int count = 2;
    while (Double.isInfinite(radius(count, 1, alpha))) {
      count++;
    }
    return count;
  }
}
