package dev.winnow.worker.docs;

import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.tree.Tree;
import java.util.List;

/** Checks documents against the code that they describe. */
public final class DocChecks {
  /**
   * What a change makes wrong in documents: it was so before, is not so at the head, and is still
   * said there.
   *
   * @param before the merge base
   * @param head the commit to check
   */
  public List<Drift> between(Tree before, Tree head) {
    return List.of();
  }
}
