package dev.winnow.benchmarks.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for names, and how many files of code have each. */
final class Names {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private int[] counts = new int[1 << 16];

  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, names.size());
    names.add(name);
    if (names.size() > counts.length) {
      counts = Arrays.copyOf(counts, counts.length * 2);
    }
    return names.size() - 1;
  }

  String name(int number) {
    return names.get(number);
  }

  /** Counts one file more; true if it is the first. */
  boolean add(int number) {
    return counts[number]++ == 0;
  }

  /** Counts one file less; true if it was the last. */
  boolean remove(int number) {
    return --counts[number] == 0;
  }

  boolean isGone(String name) {
    Integer number = numbers.get(name);
    return number == null || counts[number] == 0;
  }
}
