package dev.winnow.benchmarks.chaos;

import java.util.List;

/**
 * Something that has to hold, and whether it does.
 *
 * @param name what has to hold
 * @param evidence what was looked at, in one line
 * @param breaks each thing that contradicts it; empty if it holds
 */
record Check(String name, String evidence, List<String> breaks) {
  private static final int SHOWN = 8;

  Check {
    breaks = List.copyOf(breaks);
  }

  boolean holds() {
    return breaks.isEmpty();
  }

  /** As it is printed: one line, and the first of what contradicts it. */
  String text() {
    StringBuilder text =
        new StringBuilder("%-7s%s: %s".formatted(holds() ? "ok" : "BROKEN", name, evidence));
    breaks.stream()
        .limit(SHOWN)
        .forEach(each -> text.append(System.lineSeparator()).append("         ").append(each));
    if (breaks.size() > SHOWN) {
      text.append(System.lineSeparator())
          .append("         and ")
          .append(breaks.size() - SHOWN)
          .append(" more");
    }
    return text.toString();
  }
}
