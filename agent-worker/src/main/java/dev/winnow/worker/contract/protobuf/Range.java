package dev.winnow.worker.contract.protobuf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers from the first to the last, both included. */
record Range(long first, long last) {
  /** Whether a number is in one of some ranges, which are {@link #merged}. */
  static boolean contains(List<Range> merged, long number) {
    int low = 0;
    int high = merged.size() - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      Range range = merged.get(middle);
      if (number < range.first) {
        high = middle - 1;
      } else if (number > range.last) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return first == last ? String.valueOf(first) : first + " to " + last;
  }

  /** What of the ranges is in none of the others, in order. */
  static List<Range> minus(List<Range> ranges, List<Range> others) {
    List<Range> wanted = merged(ranges);
    List<Range> taken = merged(others);
    List<Range> left = new ArrayList<>();
    int next = 0;
    for (Range range : wanted) {
      long from = range.first;
      while (next < taken.size() && taken.get(next).last < from) {
        next++;
      }
      for (int i = next; i < taken.size() && taken.get(i).first <= range.last; i++) {
        if (taken.get(i).first > from) {
          left.add(new Range(from, taken.get(i).first - 1));
        }
        from = taken.get(i).last + 1;
      }
      if (from <= range.last) {
        left.add(new Range(from, range.last));
      }
    }
    return left;
  }

  /** The same numbers in as few ranges as it takes, in order. */
  static List<Range> merged(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Range::first).thenComparingLong(Range::last));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range previous = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (previous != null && range.first <= previous.last + 1) {
        merged.set(
            merged.size() - 1, new Range(previous.first, Math.max(previous.last, range.last)));
      } else {
        merged.add(range);
      }
    }
    return merged;
  }
}
