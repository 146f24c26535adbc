package dev.winnow.benchmarks.compare;

import java.time.Duration;
import java.util.List;

/**
 * One row of the table: the same work by several contenders.
 *
 * @param name what the command line calls it
 * @param title what is done, in a line
 * @param options what every side is told
 * @param sides who does it, Winnow first
 * @param targets what Winnow is to reach
 * @param limit how long one run of one side may take
 */
public record Row(
    String name,
    String title,
    Options options,
    List<Side> sides,
    List<Target> targets,
    Duration limit) {
  /** Copies the lists, and looks whether targets name sides that are there. */
  public Row {
    sides = List.copyOf(sides);
    targets = List.copyOf(targets);
    List<String> names = sides.stream().map(Side::name).toList();
    for (Target target : targets) {
      if (!names.contains(target.of()) || target.isRatio() && !names.contains(target.against())) {
        throw new IllegalArgumentException("row '" + name + "' has no side of " + target);
      }
    }
  }
}
