package dev.winnow.worker.docs.rule.command;

import dev.winnow.worker.tree.TreePaths;
import java.util.Optional;

/** Paths in a tree: no leading slash, and the root is empty. */
public final class Paths {
  private Paths() {}

  public static String directory(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Follows a path from a directory.
   *
   * @return empty if it leads out of the tree, or cannot be known
   */
  public static Optional<String> resolve(String directory, String path) {
    if (path.startsWith("/") || path.startsWith("~") || path.contains("$")) {
      return Optional.empty();
    }
    return TreePaths.normal(directory + "/" + path);
  }
}
