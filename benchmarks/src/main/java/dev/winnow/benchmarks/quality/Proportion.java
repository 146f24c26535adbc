package dev.winnow.benchmarks.quality;

/**
 * A proportion of a sample and what it says of the whole: the score interval of E. B. Wilson,
 * "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927) 209–212, at 95 %, without a correction for continuity.
 *
 * @param hits how many of the sample have the property
 * @param size size of the sample, at least {@code hits}
 */
public record Proportion(int hits, int size) {
  /** The 97.5 % quantile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  public Proportion {
    if (hits < 0 || hits > size) {
      throw new IllegalArgumentException(hits + " of " + size);
    }
  }

  /** Whether there is anything to say: the sample is not empty. */
  public boolean isKnown() {
    return size > 0;
  }

  /** The proportion in the sample; NaN if that is empty. */
  public double value() {
    return (double) hits / size;
  }

  /** The lower bound, from 0 to 1; 0 for an empty sample. */
  public double low() {
    return hits == 0 ? 0 : Math.max(0, centre() - reach());
  }

  /** The upper bound, from 0 to 1; 1 for an empty sample. */
  public double high() {
    return hits == size ? 1 : Math.min(1, centre() + reach());
  }

  private double centre() {
    return (hits + Z * Z / 2) / (size + Z * Z);
  }

  private double reach() {
    double misses = size - (double) hits;
    return Z / (size + Z * Z) * Math.sqrt(hits * misses / size + Z * Z / 4);
  }
}
