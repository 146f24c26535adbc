package dev.winnow.benchmarks.contests;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How much something grows over a run: the mean of the last fifth against that of the second. The
 * first one is left out, for it fills what is empty at the start.
 */
final class Growth {
  private static final int PARTS = 5;

  private Growth() {}

  /**
   * How many times as much there is at the end.
   *
   * @param samples in the order in which they were taken, five at least
   */
  static <T> double of(List<T> samples, ToLongFunction<T> figure) {
    int part = samples.size() / PARTS;
    if (part == 0) {
      throw new IllegalArgumentException("five samples are needed, not " + samples.size());
    }
    double early = mean(samples.subList(part, 2 * part), figure);
    double late = mean(samples.subList(samples.size() - part, samples.size()), figure);
    return late == early ? 1 : late / early;
  }

  private static <T> double mean(List<T> samples, ToLongFunction<T> figure) {
    return samples.stream().mapToLong(figure).average().orElseThrow();
  }
}
