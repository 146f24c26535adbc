package dev.winnow.benchmarks.visible;

import dev.winnow.benchmarks.compare.Measured;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * Takes the time from when each input of each key was sent to when it could be read in an output.
 * An output shows all inputs of its key up to one; some inputs have no output of their own.
 */
final class Delays {
  private static final double NANOS_PER_MS = 1e6;

  private final long[][] sent;
  private final int[] seen;
  private final int warmUp;
  private final double[] delays;
  private final CountDownLatch cold;
  private final CountDownLatch left;
  private int measured;

  /**
   * @param keys how many
   * @param inputs of each
   * @param warmUp inputs of each key that do not count
   */
  Delays(int keys, int inputs, int warmUp) {
    this.sent = new long[keys][inputs];
    this.seen = new int[keys];
    this.warmUp = warmUp;
    this.delays = new double[keys * (inputs - warmUp)];
    this.cold = new CountDownLatch(keys * warmUp);
    this.left = new CountDownLatch(keys * (inputs - warmUp));
  }

  synchronized void sent(int key, int input) {
    sent[key][input] = System.nanoTime();
  }

  /** An output can be read that has the inputs of a key up to one, this one included. */
  synchronized void visible(int key, int input) {
    long now = System.nanoTime();
    for (; seen[key] <= input; seen[key]++) {
      if (seen[key] < warmUp) {
        cold.countDown();
      } else {
        delays[measured++] = (now - sent[key][seen[key]]) / NANOS_PER_MS;
        left.countDown();
      }
    }
  }

  /** Down to nothing when all that do not count can be read. */
  CountDownLatch cold() {
    return cold;
  }

  /** Down to nothing when all others can be read. */
  CountDownLatch left() {
    return left;
  }

  /** Adds the figures; called when all can be read. */
  synchronized Measured addTo(Measured figures) {
    return percentiles(figures, delays);
  }

  /** Adds median, 99th percentile and the most of some delays. */
  static Measured percentiles(Measured figures, double[] delays) {
    double[] sorted = delays.clone();
    Arrays.sort(sorted);
    return figures
        .with("p50 ms", at(sorted, 0.5))
        .with("p99 ms", at(sorted, 0.99))
        .with("most ms", sorted[sorted.length - 1]);
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) Math.ceil(part * sorted.length) - 1];
  }
}
