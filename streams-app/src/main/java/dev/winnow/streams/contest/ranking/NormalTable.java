package dev.winnow.streams.contest.ranking;

/** The standard normal distribution read off a table: right to 1e-6, and fast. */
final class NormalTable {
  private static final int END = 8;
  private static final int STEPS = 512;
  private static final double[] BELOW = new double[2 * END * STEPS + 1];
  private static final double[] LOG_BELOW = new double[BELOW.length];

  static {
    for (int index = 0; index < BELOW.length; index++) {
      BELOW[index] = Normal.below((double) index / STEPS - END);
      LOG_BELOW[index] = Math.log(BELOW[index]);
    }
  }

  private NormalTable() {}

  /** Probability of a value up to z. */
  static double below(double z) {
    return read(BELOW, z);
  }

  /** Logarithm of the probability of a value up to z; below -8 that at -8. */
  static double logBelow(double z) {
    return read(LOG_BELOW, z);
  }

  private static double read(double[] table, double z) {
    double place = (z + END) * STEPS;
    if (place <= 0) {
      return table[0];
    }
    if (place >= table.length - 1) {
      return table[table.length - 1];
    }
    int index = (int) place;
    double part = place - index;
    return table[index] * (1 - part) + table[index + 1] * part;
  }
}
