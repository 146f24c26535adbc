package dev.winnow.benchmarks.compare;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a contender is told.
 *
 * @param values texts by name
 */
public record Options(Map<String, String> values) {
  /** Copies the values. */
  public Options {
    values = Map.copyOf(values);
  }

  /** None. */
  public static Options none() {
    return new Options(Map.of());
  }

  /** The same with one more, or with another value for one. */
  public Options with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, String.valueOf(value));
    return new Options(more);
  }

  /** These and others; the others win. */
  public Options and(Options others) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(others.values());
    return new Options(all);
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the contender was not told its '" + name + "'");
    }
    return value;
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is no number
   */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }
}
