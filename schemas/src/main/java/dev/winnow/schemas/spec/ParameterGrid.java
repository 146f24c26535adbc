package dev.winnow.schemas.spec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The cartesian product of named lists of values, the last name turning fastest, with a name for
 * each point.
 */
final class ParameterGrid {

  private static final int LONGEST_NAME = 63;
  private static final int HASH_DIGITS = 8;

  private final Map<String, List<String>> axes;

  /**
   * A grid.
   *
   * @param axes at least one name, each with at least one value, no value twice
   */
  ParameterGrid(Map<String, List<String>> axes) {
    this.axes = axes;
  }

  /** How many points it has; {@code Long.MAX_VALUE} if they cannot be counted. */
  long size() {
    long size = 1;
    for (List<String> values : axes.values()) {
      try {
        size = Math.multiplyExact(size, (long) values.size());
      } catch (ArithmeticException tooMany) {
        return Long.MAX_VALUE;
      }
    }
    return size;
  }

  /** How many characters the names and values of all points have; {@link #size} must be small. */
  long characters() {
    long size = size();
    long characters = 0;
    for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
      long uses = size / axis.getValue().size();
      for (String value : axis.getValue()) {
        characters += uses * (axis.getKey().length() + value.length());
      }
    }
    return characters;
  }

  /**
   * All points, by name. A name is made of keys and values, such as {@code policy-slru-size-100};
   * one that would be too long, or that something else has, ends in digits of the point's hash, so
   * that no name depends on the order of the others.
   *
   * @param taken names that no point may have
   */
  Map<String, Map<String, String>> points(Set<String> taken) {
    List<Map<String, String>> points = List.of(Map.of());
    for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> point : points) {
        for (String value : axis.getValue()) {
          Map<String, String> extended = new LinkedHashMap<>(point);
          extended.put(axis.getKey(), value);
          longer.add(extended);
        }
      }
      points = longer;
    }
    Map<String, Integer> uses = new HashMap<>();
    points.forEach(point -> uses.merge(plainName(point), 1, Integer::sum));
    Map<String, Map<String, String>> named = new LinkedHashMap<>();
    for (Map<String, String> point : points) {
      String name = plainName(point);
      boolean free = uses.get(name) == 1 && !taken.contains(name);
      named.put(free && name.length() <= LONGEST_NAME ? name : hashedName(name, point), point);
    }
    return named;
  }

  /** A name of keys and values, as it would be; no more of it than tells that it is too long. */
  private static String plainName(Map<String, String> point) {
    StringBuilder name = new StringBuilder();
    for (Map.Entry<String, String> entry : point.entrySet()) {
      addWords(entry.getKey(), name);
      addWords(entry.getValue(), name);
    }
    return name.toString();
  }

  /** Adds the letters and digits of a text, with a dash for whatever is between them. */
  private static void addWords(String text, StringBuilder name) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean isApart = !name.isEmpty();
    for (int i = 0; i < lower.length() && name.length() <= LONGEST_NAME; i++) {
      char c = lower.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        name.append(isApart ? "-" : "").append(c);
        isApart = false;
      } else {
        isApart = !name.isEmpty();
      }
    }
  }

  private static String hashedName(String name, Map<String, String> point) {
    int room = LONGEST_NAME - HASH_DIGITS - 1;
    String start = name.length() <= room ? name : name.substring(0, room);
    return withoutOuterDashes(start) + "-" + hash(point).substring(0, HASH_DIGITS);
  }

  private static String withoutOuterDashes(String name) {
    return name.replaceAll("^-|-$", "");
  }

  private static String hash(Map<String, String> point) {
    StringBuilder text = new StringBuilder();
    point.forEach((key, value) -> text.append(key).append('=').append(value).append('\0'));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
