package dev.winnow.schemas.spec;

/** Durations as a spec writes them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
final class Durations {

  private Durations() {}

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
