package dev.winnow.worker.docs.drift;

import java.util.List;

/** Finds one kind of drift. A rule is a function of the two commits, and keeps nothing. */
public interface DriftRule {
  /**
   * What is so at the earlier commit, is not at the later one, and is still said there.
   *
   * @param before the merge base of a pull request, or the commit at which a line was written
   * @param head the commit to check
   */
  List<Drift> between(Revision before, Revision head);
}
