package dev.winnow.benchmarks.compare;

import java.util.Locale;

/**
 * What a row is to reach: a number of one side, or how that of one side is to that of another.
 *
 * @param figure the number's name, as in {@link Measured#all}
 * @param of the side that is to reach it
 * @param against the side that it is divided by; empty for the number itself
 * @param bound on which side of the value it is to be
 * @param value the value
 */
public record Target(String figure, String of, String against, Bound bound, double value) {
  /** A direction. */
  public enum Bound {
    AT_LEAST("≥"),
    AT_MOST("≤");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  /** A ratio that is to be at least so much. */
  public static Target ratioAtLeast(String figure, String of, String against, double value) {
    return new Target(figure, of, against, Bound.AT_LEAST, value);
  }

  /** A ratio that is to be at most so much. */
  public static Target ratioAtMost(String figure, String of, String against, double value) {
    return new Target(figure, of, against, Bound.AT_MOST, value);
  }

  /** A number that is to be at least so much. */
  public static Target atLeast(String figure, String of, double value) {
    return new Target(figure, of, "", Bound.AT_LEAST, value);
  }

  /** A number that is to be at most so much. */
  public static Target atMost(String figure, String of, double value) {
    return new Target(figure, of, "", Bound.AT_MOST, value);
  }

  /** Whether it is divided by another side's. */
  public boolean isRatio() {
    return !against.isEmpty();
  }

  /** Whether a number reaches it. */
  public boolean isMet(double reached) {
    return bound == Bound.AT_LEAST ? reached >= value : reached <= value;
  }

  /** As the table has it, {@code ≥ 3 ×} or {@code ≤ 0.02}. */
  public String text() {
    return bound.sign + ' ' + number(value) + (isRatio() ? " ×" : "");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
