package dev.winnow.schemas.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as a spec writes them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("\\d{1,9}+(?:ms|s|m|h)");

  private Durations() {}

  /**
   * A duration.
   *
   * @return empty if the text is none
   */
  public static Optional<Duration> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(Duration.ofMillis(milliseconds(text)))
        : Optional.empty();
  }

  /**
   * Milliseconds of a duration.
   *
   * @param text a number of at most nine digits and a unit, as the schema has checked
   */
  static long milliseconds(String text) {
    int unitAt = 0;
    while (Character.isDigit(text.charAt(unitAt))) {
      unitAt++;
    }
    long number = Long.parseLong(text.substring(0, unitAt));
    return switch (text.substring(unitAt)) {
      case "ms" -> number;
      case "s" -> number * 1_000;
      case "m" -> number * 60_000;
      case "h" -> number * 3_600_000;
      default -> throw new IllegalArgumentException("unknown unit in " + text);
    };
  }
}
