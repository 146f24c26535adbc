package dev.winnow.worker.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Commits of a history. */
public final class Commits {
  /** Ancestors by distance, and as many evenly: more find little more, and take longer. */
  private static final int HALF = 8;

  /** A history may be made to be long, and its list is in memory. */
  private static final int LONGEST = 200_000;

  /** What {@code git merge-base --is-ancestor} exits with if it is none. */
  private static final int NO_ANCESTOR = 1;

  private Commits() {}

  /**
   * At most fifteen ancestors of a commit along its first parents: near it the most, and the first
   * of all. Of a history that is very long, its newer part counts.
   *
   * @return their ids, newest first; without the commit itself
   * @throws GitException if the commit is not there
   */
  public static List<String> sample(Path repository, String commit) throws GitException {
    List<String> all =
        GitTree.git(repository)
            .run("rev-list", "--first-parent", "--max-count=" + LONGEST, commit)
            .lines()
            .toList();
    Set<Integer> positions = new TreeSet<>();
    int last = all.size() - 1;
    // Half of them by distance, so that what has just gone is seen; half evenly.
    for (int i = 0; i < HALF; i++) {
      positions.add((int) Math.round(Math.pow(last, (i + 1.0) / HALF)));
      positions.add((int) Math.round(last * (i + 1.0) / HALF));
    }
    positions.remove(0);
    List<String> sample = new ArrayList<>();
    for (int position : positions) {
      if (position <= last) {
        sample.add(all.get(position));
      }
    }
    return sample;
  }

  private static boolean exists(Path repository, String commit) {
    try {
      GitTree.git(repository).run("cat-file", "-e", commit + "^{commit}");
      return true;
    } catch (GitException e) {
      return false;
    }
  }

  /**
   * Whether a commit is another one, or an ancestor of it. One that the repository does not have is
   * none, for it has the history of all that it has.
   */
  public static boolean isAncestor(Path repository, String commit, String of) throws GitException {
    if (!exists(repository, commit)) {
      return false;
    }
    try {
      GitTree.git(repository).run("merge-base", "--is-ancestor", commit, of);
      return true;
    } catch (GitException e) {
      if (e.status() == NO_ANCESTOR) {
        return false;
      }
      throw e;
    }
  }
}
