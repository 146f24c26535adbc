package dev.winnow.worker.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths in a tree. */
public final class TreePaths {
  private TreePaths() {}

  /**
   * A path from the root with its dots worked out and without empty steps; the root itself is the
   * empty text.
   *
   * @return empty if it leads out of the tree
   */
  public static Optional<String> normal(String path) {
    Deque<String> steps = new ArrayDeque<>();
    for (String step : path.split("/")) {
      if (step.equals("..")) {
        if (steps.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return Optional.of(String.join("/", steps));
  }
}
