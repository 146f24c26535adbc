package dev.winnow.streams.contest.ranking;

import dev.winnow.schemas.MetricInterval;

/**
 * What a number lies between, both ends included; an end may be infinite.
 *
 * @param low at most {@code high}
 */
public record Interval(double low, double high) {
  /** Everything: nothing is known. */
  public static final Interval ALL =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval: " + low + " to " + high);
    }
  }

  /** A single number. */
  public static Interval point(double value) {
    return new Interval(value, value);
  }

  /**
   * What is within a distance of a number.
   *
   * @param radius not negative; anything that is no finite number gives {@link #ALL}
   */
  public static Interval around(double centre, double radius) {
    double low = centre - radius;
    double high = centre + radius;
    return Double.isFinite(low) && Double.isFinite(high) ? new Interval(low, high) : ALL;
  }

  /** With a margin, not negative and perhaps infinite, at both ends. */
  public Interval widened(double margin) {
    return margin == 0 ? this : new Interval(low - margin, high + margin);
  }

  /** Half of the width; infinite if an end is. */
  public double radius() {
    return (high - low) / 2;
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** What the difference to a number in another interval lies between. */
  public Interval minus(Interval other) {
    return new Interval(low - other.high, high - other.low);
  }

  /** As it is written on boards: without the ends that are infinite. */
  public MetricInterval toRecord() {
    return new MetricInterval(
        Double.isInfinite(low) ? null : low, Double.isInfinite(high) ? null : high);
  }

  /** The part of it within bounds; the nearer bound where there is none. */
  public Interval within(double least, double most) {
    return new Interval(
        Math.min(Math.max(low, least), most), Math.max(Math.min(high, most), least));
  }
}
