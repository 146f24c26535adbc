package dev.winnow.producers.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text, numbers and times as the commands show them. */
public final class Plain {

  private static final int CENTS = 2;
  private static final int COMMIT_DIGITS = 12;

  private Plain() {}

  /**
   * A text from elsewhere, in one line and without control characters: an agent's output must not
   * move the cursor of whoever looks at it.
   */
  public static String text(String value) {
    StringBuilder plain = new StringBuilder();
    value
        .strip()
        .codePoints()
        .map(point -> Character.isWhitespace(point) ? ' ' : point)
        .filter(
            point -> !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** A text shortened to a width, its end given up. */
  public static String shorten(String value, int width) {
    return value.length() <= width ? value : value.substring(0, Math.max(0, width - 1)) + "…";
  }

  /** A text shortened to a width, its middle given up: the ends tell attempts apart. */
  public static String shortenMiddle(String value, int width) {
    if (value.length() <= width) {
      return value;
    }
    int tail = Math.max(0, (width - 1) / 2);
    int head = Math.max(0, width - 1 - tail);
    return value.substring(0, head) + "…" + value.substring(value.length() - tail);
  }

  /** Lines of at most a width, broken between words where that is possible. */
  public static List<String> wrap(String value, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : value.split(" +")) {
      String rest = word;
      if (line.length() > 0 && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > width) {
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      line.append(line.length() > 0 ? " " : "").append(rest);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** A metric with about four digits that matter. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int decimals = size >= 1_000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 4;
    BigDecimal rounded =
        new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
  }

  /** A chance in whole percent, which is never said to be none or a certainty. */
  public static String chance(double value) {
    if (value < 0.01) {
      return "<1 %";
    }
    return value > 0.99 ? ">99 %" : Math.round(value * 100) + " %";
  }

  /** Money in US dollars: cents at least, more decimals where there is something to see. */
  public static String money(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return "$" + (stripped.scale() < CENTS ? stripped.setScale(CENTS) : stripped).toPlainString();
  }

  /** A duration such as {@code 850 ms}, {@code 12.3 s}, {@code 4 min 5 s} or {@code 2 h 3 min}. */
  public static String duration(long milliseconds) {
    if (milliseconds < 1_000) {
      return milliseconds + " ms";
    }
    if (milliseconds < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", milliseconds / 1_000.0);
    }
    long seconds = milliseconds / 1_000;
    return seconds < 3_600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3_600, seconds / 60 % 60);
  }

  /** A count and its noun: {@code 1 attempt}, {@code 2 attempts}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The name of an enum as words: {@code REJECTED_BY_GATE} is {@code rejected by gate}. */
  public static String words(String name) {
    return text(name).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A commit id as people write it. */
  public static String commit(String id) {
    return id.length() <= COMMIT_DIGITS ? id : id.substring(0, COMMIT_DIGITS);
  }
}
