package dev.winnow.benchmarks.compare;

import java.util.Arrays;

/**
 * Several measurements of one number.
 *
 * @param median the middle one; the mean of the two in the middle where there are as many on both
 *     sides
 * @param least the least
 * @param most the most
 */
record Sample(double median, double least, double most) {
  /**
   * Of measurements in any order.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Sample of(double... measured) {
    if (measured.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = measured.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Sample(median, sorted[0], sorted[sorted.length - 1]);
  }
}
