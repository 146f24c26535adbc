package harness;

import java.util.Arrays;
import java.util.Random;

/**
 * Makes traces: sequences of keys. The same arguments give the same trace on every machine ({@link
 * Random} and {@link StrictMath} are specified to the bit).
 */
final class Traces {
  private Traces() {}

  /** Keys of independent draws whose popularity follows Zipf's law with this exponent. */
  static long[] zipf(long seed, int length, int items, double exponent) {
    Random random = new Random(seed);
    double[] cumulative = cumulative(items, exponent);
    long[] trace = new long[length];
    for (int i = 0; i < length; i++) {
      trace[i] = key(draw(random, cumulative));
    }
    return trace;
  }

  /** Zipf draws, interrupted every {@code period} accesses by a scan of keys that never come back. */
  static long[] zipfWithScans(
      long seed, int length, int items, double exponent, int period, int scan) {
    Random random = new Random(seed);
    double[] cumulative = cumulative(items, exponent);
    long[] trace = new long[length];
    long fresh = items;
    for (int i = 0; i < length; i++) {
      boolean scanning = i % (period + scan) >= period;
      trace[i] = key(scanning ? fresh++ : draw(random, cumulative));
    }
    return trace;
  }

  /** Cycles through the same keys in the same order, with a share of Zipf draws from other keys. */
  static long[] loop(long seed, int length, int cycle, double drawn, int items, double exponent) {
    Random random = new Random(seed);
    double[] cumulative = cumulative(items, exponent);
    long[] trace = new long[length];
    int position = 0;
    for (int i = 0; i < length; i++) {
      if (random.nextDouble() < drawn) {
        trace[i] = key(cycle + draw(random, cumulative));
      } else {
        trace[i] = key(position);
        position = (position + 1) % cycle;
      }
    }
    return trace;
  }

  /**
   * Zipf draws from a working set that moves: each {@code step} accesses one key leaves it and a new
   * one takes a place in the middle, and each {@code phase} accesses all are exchanged at once.
   */
  static long[] shifting(
      long seed, int length, int items, double exponent, int step, int phase) {
    Random random = new Random(seed);
    double[] cumulative = cumulative(items, exponent);
    long[] members = new long[items];
    long fresh = 0;
    long[] trace = new long[length];
    for (int i = 0; i < length; i++) {
      if (i % phase == 0) {
        for (int m = 0; m < items; m++) {
          members[m] = fresh++;
        }
      } else if (i % step == 0) {
        members[random.nextInt(items)] = fresh++;
      }
      trace[i] = key(members[draw(random, cumulative)]);
    }
    return trace;
  }

  /** Uniform draws of this many keys, among them the longs that code is likely to get wrong. */
  static long[] uniform(long seed, int length, int items) {
    Random random = new Random(seed);
    long[] keys = new long[items];
    long[] awkward = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 32};
    for (int i = 0; i < items; i++) {
      keys[i] = i < awkward.length ? awkward[i] : key(i);
    }
    long[] trace = new long[length];
    for (int i = 0; i < length; i++) {
      trace[i] = keys[random.nextInt(items)];
    }
    return trace;
  }

  /** Scatters item numbers over the longs, one to one, so that a key does not tell its rank. */
  static long key(long item) {
    long mixed = (item + 0x632BE59BD9B4E019L) * 0xFF51AFD7ED558CCDL;
    mixed ^= mixed >>> 32;
    return mixed * 0xC4CEB9FE1A85EC53L;
  }

  private static double[] cumulative(int items, double exponent) {
    double[] sums = new double[items];
    double sum = 0;
    for (int i = 0; i < items; i++) {
      sum += 1 / StrictMath.pow(i + 1, exponent);
      sums[i] = sum;
    }
    return sums;
  }

  private static int draw(Random random, double[] cumulative) {
    double point = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, point);
    return Math.min(found >= 0 ? found : -found - 1, cumulative.length - 1);
  }
}
