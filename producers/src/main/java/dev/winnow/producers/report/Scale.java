package dev.winnow.producers.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Values to places on an axis.
 *
 * @param least value at the start
 * @param most value at the end
 * @param from where it starts
 * @param to where it ends
 */
record Scale(double least, double most, double from, double to) {

  private static final double MARGIN = 0.04;
  private static final int TICKS = 5;

  /** Spans values, with a little room at both ends. */
  static Scale over(List<Double> values, double from, double to) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double room = most > least ? (most - least) * MARGIN : Math.max(1e-9, Math.abs(most) * MARGIN);
    return new Scale(least - room, most + room, from, to);
  }

  /** The place of a value; what is outside is at the end that is nearer. */
  double at(double value) {
    double inside = Math.max(least, Math.min(most, value));
    return from + (inside - least) / (most - least) * (to - from);
  }

  /** About five round values: 1, 2 or 5 times a power of ten apart. */
  List<Double> ticks() {
    double rough = (most - least) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double ratio = rough / power;
    double step = power * (ratio > 5 ? 10 : ratio > 2 ? 5 : ratio > 1 ? 2 : 1);
    List<Double> ticks = new ArrayList<>();
    for (long index = (long) Math.ceil(least / step); index * step <= most; index++) {
      ticks.add(index * step);
    }
    return ticks;
  }
}
