package dev.winnow.worker.contract.protobuf;

import java.util.List;
import java.util.SortedSet;

/** Numbers and names that a message or an enum must not use again. */
record Reserved(List<Range> numbers, SortedSet<String> names) {
  Reserved {
    numbers = Range.merged(numbers);
  }

  boolean contains(long number) {
    return Range.contains(numbers, number);
  }
}
