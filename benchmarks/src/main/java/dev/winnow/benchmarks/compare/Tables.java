package dev.winnow.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Results as Markdown, which is read on a terminal as well. */
final class Tables {
  private Tables() {}

  /** What each side measured, then what was to be reached. */
  static String of(Results results) {
    return sides(results) + '\n' + targets(results);
  }

  private static String sides(Results results) {
    List<Side> sides = results.row().sides();
    TreeSet<String> names = new TreeSet<>();
    sides.forEach(side -> names.addAll(results.of(side).keySet()));
    List<String> lines = new ArrayList<>();
    lines.add(
        "| median (least to most) | "
            + String.join(" | ", sides.stream().map(Side::name).toList())
            + " |");
    lines.add("|---|" + "---|".repeat(sides.size()));
    for (String name : names) {
      List<String> cells = new ArrayList<>();
      for (Side side : sides) {
        Map<String, Sample> figures = results.of(side);
        cells.add(figures.containsKey(name) ? Figures.text(figures.get(name)) : "");
      }
      lines.add("| " + name + " | " + String.join(" | ", cells) + " |");
    }
    return String.join("\n", lines) + '\n';
  }

  private static String targets(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add("| target | to be | reached | |");
    lines.add("|---|---|---|---|");
    for (Target target : results.row().targets()) {
      Sample reached = results.reached(target);
      lines.add("| " + cells(target, Figures.text(reached), target.isMet(reached.median())) + " |");
    }
    return String.join("\n", lines) + '\n';
  }

  /** What a target is, what it is to be, what was reached, and whether that is enough. */
  static String cells(Target target, String reached, boolean isMet) {
    return "%s, %s | %s | %s | %s"
        .formatted(
            target.figure(),
            target.isRatio() ? target.of() + " ÷ " + target.against() : target.of(),
            target.text(),
            reached,
            isMet ? "met" : "missed");
  }
}
