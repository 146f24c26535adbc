package dev.winnow.worker.consumer;

import dev.winnow.worker.tree.TreePaths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What files of a repository a path in a configuration can mean. */
final class RelativePaths {
  private RelativePaths() {}

  /**
   * Paths in the tree, the likeliest first: from the file's folder, then from the root. A
   * placeholder such as {@code ${project.basedir}} stands for either.
   */
  static List<String> candidates(String file, String written) {
    String path = written;
    if (path.startsWith("$")) {
      int slash = path.indexOf('/');
      path = slash < 0 ? "" : path.substring(slash + 1);
    }
    Set<String> candidates = new LinkedHashSet<>();
    int folder = file.lastIndexOf('/');
    if (folder > 0 && !path.startsWith("/")) {
      normal(file.substring(0, folder) + "/" + path, candidates);
    }
    normal(path, candidates);
    return new ArrayList<>(candidates);
  }

  /** Adds the path, unless it leads out of the tree or to its root. */
  private static void normal(String path, Set<String> candidates) {
    TreePaths.normal(path).filter(each -> !each.isEmpty()).ifPresent(candidates::add);
  }
}
