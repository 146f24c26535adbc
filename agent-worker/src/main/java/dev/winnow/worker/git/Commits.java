package dev.winnow.worker.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Commits of a history. */
public final class Commits {
  private Commits() {}

  /**
   * Some ancestors of a commit along its first parents: near it the most, and the first of all.
   *
   * @param most how many at most
   * @return their ids, newest first; without the commit itself
   * @throws GitException if the commit is not there
   */
  public static List<String> sample(Path repository, String commit, int most) throws GitException {
    List<String> all =
        Git.isolated(repository).run("rev-list", "--first-parent", commit).lines().toList();
    Set<Integer> positions = new TreeSet<>();
    int last = all.size() - 1;
    // Half of them by distance, so that what has just gone is seen; half evenly.
    int half = Math.max(1, most / 2);
    for (int i = 0; i < half; i++) {
      positions.add((int) Math.round(Math.pow(last, (i + 1.0) / half)));
      positions.add((int) Math.round(last * (i + 1.0) / half));
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
}
