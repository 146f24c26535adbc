package dev.winnow.benchmarks.compare;

import java.util.Locale;

/** Numbers as tables have them: three digits, and no more. */
final class Figures {
  private static final int DIGITS = 3;

  private Figures() {}

  /** One number. */
  static String text(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    int before = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    int decimals = Math.max(0, DIGITS - before);
    return String.format(Locale.ROOT, "%,." + Math.min(decimals, 6) + "f", value);
  }

  /** Median, and the least and most in brackets. */
  static String text(Sample sample) {
    return text(sample.median()) + " (" + text(sample.least()) + " to " + text(sample.most()) + ')';
  }
}
