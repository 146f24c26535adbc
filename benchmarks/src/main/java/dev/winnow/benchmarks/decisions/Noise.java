package dev.winnow.benchmarks.decisions;

import java.util.SplittableRandom;

/** What a measurement is off by: mean 0, variance 1, in shapes that benchmarks have. */
enum Noise {
  /** What the intervals are made for. */
  GAUSSIAN {
    @Override
    double draw(SplittableRandom random) {
      return gaussian(random);
    }
  },
  /** Lognormal with a skewness of 2.3: mostly a bit faster than the mean, sometimes much slower. */
  SKEWED {
    @Override
    double draw(SplittableRandom random) {
      double variance = SKEWED_SIGMA * SKEWED_SIGMA;
      double mean = Math.exp(variance / 2);
      double spread = mean * Math.sqrt(Math.expm1(variance));
      return (Math.exp(SKEWED_SIGMA * gaussian(random)) - mean) / spread;
    }
  },
  /** Student's t with three degrees of freedom: the fourth moment is infinite. */
  HEAVY_TAILED {
    @Override
    double draw(SplittableRandom random) {
      double squares = 0;
      for (int freedom = 0; freedom < 3; freedom++) {
        double one = gaussian(random);
        squares += one * one;
      }
      // Its variance is 3.
      return gaussian(random) / Math.sqrt(squares / 3) / Math.sqrt(3);
    }
  },
  /** A fast mode and, one time in seven, a slow one 2.8 times the spread away. */
  BIMODAL {
    @Override
    double draw(SplittableRandom random) {
      double mode = random.nextDouble() < SLOW ? 1 - SLOW : -SLOW;
      double jitter = MODE_WIDTH * gaussian(random);
      return (mode + jitter) / Math.sqrt(SLOW * (1 - SLOW) + MODE_WIDTH * MODE_WIDTH);
    }
  };

  private static final double SKEWED_SIGMA = 0.6;
  private static final double SLOW = 1.0 / 7;
  private static final double MODE_WIDTH = 0.05;

  abstract double draw(SplittableRandom random);

  /** In words. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** G. Box and M. Muller, A note on the generation of random normal deviates, 1958. */
  private static double gaussian(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
