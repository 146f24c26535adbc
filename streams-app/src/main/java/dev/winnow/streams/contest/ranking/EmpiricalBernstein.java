package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricSummary;

/**
 * A confidence sequence for the mean of samples that lie in a known range, whatever their
 * distribution: the empirical-Bernstein one of S. Howard, A. Ramdas, J. McAuliffe and J. Sekhon
 * (Time-uniform, nonparametric, nonasymptotic confidence sequences, Annals of Statistics 49(2),
 * 2021, theorem 4). With samples scaled to [0, 1], a prediction x̂ᵢ of each sample made before it
 * came, and V = Σ(xᵢ - x̂ᵢ)², they show that for each λ in [0, 1)
 *
 * <pre>exp(λ Σ(xᵢ - mu) - ψ(λ) V), ψ(λ) = -ln(1 - λ) - λ</pre>
 *
 * <p>starts at 1 and is a supermartingale (X. Fan, I. Grama and Q. Liu, Exponential inequalities
 * for martingales with applications, Electronic Journal of Probability 20, 2015). By Ville's
 * inequality Σ(xᵢ - mu) stays below (ψ(λ) V + ln(2/(alpha w))) / λ for ever, but for a probability
 * of alpha w / 2. The lower envelope of such lines, for λ halved from step to step with weights w
 * that add up to one, is the boundary, on each side.
 *
 * <p>The prediction is the mean of the samples before; {@link MetricSummary}'s {@code surprise}
 * keeps the sum. Of the first sample, which the middle of the range predicts, it is only known that
 * it adds at most 1/4. Where the sum was not kept, 2 M2 + 1/4 bounds V: the i-th sample adds
 * (i-1)/i ≥ 1/2 of its surprise to M2.
 *
 * <p>The price of assuming nothing: the radius is never below about ln(2/alpha)/n of the range, so
 * it takes hundreds of samples to say anything. The betting sequences of I. Waudby-Smith and A.
 * Ramdas (Estimating means of bounded random variables by betting, JRSS B 86(1), 2024) are
 * narrower, but need all samples, not a summary.
 */
final class EmpiricalBernstein {
  private static final int LINES = 24;
  private static final double LARGEST_LAMBDA = 0.9;
  private static final double FIRST_SURPRISE = 0.25;

  private EmpiricalBernstein() {}

  /**
   * Where the true mean lies.
   *
   * @param summary at least one sample, all within the range
   * @param alpha probability of being wrong at any count ever, above 0 and below 1
   */
  static Interval interval(MetricSummary summary, MetricRange range, double alpha) {
    double width = range.getMax() - range.getMin();
    double squares = summary.getSurprise() < 0 ? 2 * summary.getM2() : summary.getSurprise();
    double boundary = boundary(squares / width / width + FIRST_SURPRISE, alpha / 2);
    double radius = width * boundary / summary.getCount();
    return Interval.around(summary.getMean(), radius).within(range.getMin(), range.getMax());
  }

  /** What the scaled sum of deviations stays below for ever but for a probability. */
  private static double boundary(double variance, double probability) {
    double least = Double.POSITIVE_INFINITY;
    double lambda = LARGEST_LAMBDA;
    for (int line = 1; line <= LINES; line++) {
      // 1/(k(k+1)) adds up to one over all k.
      double logWeight = -Math.log(line * (line + 1.0));
      double psi = -Math.log1p(-lambda) - lambda;
      least = Math.min(least, (psi * variance - Math.log(probability) - logWeight) / lambda);
      lambda /= 2;
    }
    return least;
  }
}
