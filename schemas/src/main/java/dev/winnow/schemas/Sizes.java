package dev.winnow.schemas;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: a number and a unit of IEC 80000-13, such as 512MiB. */
public final class Sizes {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})\\s*(KiB|MiB|GiB|TiB)");

  private static final Map<String, Integer> SHIFTS =
      Map.of("KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);

  private Sizes() {}

  /**
   * The bytes of a size.
   *
   * @param text the size as written
   * @return empty if it is none, or is 2^62 bytes or more
   */
  public static Optional<Long> bytes(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    int shift = SHIFTS.get(matcher.group(2));
    return number < 1L << (62 - shift) ? Optional.of(number << shift) : Optional.empty();
  }
}
