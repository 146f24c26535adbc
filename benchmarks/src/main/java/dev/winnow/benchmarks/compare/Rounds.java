package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the sides of a row by turns, in the other order every second round. */
final class Rounds {
  private final Child child;
  private final int rounds;
  private final Consumer<String> progress;

  Rounds(Child child, int rounds, Consumer<String> progress) {
    this.child = child;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Runs them.
   *
   * @throws CompareException if one side cannot be run
   */
  Results run(Row row) throws CompareException, IOException, InterruptedException {
    List<Map<String, Measured>> measured = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<Side> order = new ArrayList<>(row.sides());
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      Map<String, Measured> figures = new HashMap<>();
      for (Side side : order) {
        progress.accept(
            "%s: round %d of %d, %s".formatted(row.name(), round + 1, rounds, side.name()));
        figures.put(side.name(), child.run(row, side));
      }
      measured.add(figures);
    }
    return new Results(row, measured);
  }
}
