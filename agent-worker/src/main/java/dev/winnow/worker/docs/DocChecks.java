package dev.winnow.worker.docs;

import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Drifts;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.rule.FileReferences;
import dev.winnow.worker.docs.rule.NameReferences;
import dev.winnow.worker.tree.Tree;
import java.util.List;

/** Checks documents against the code that they describe. */
public final class DocChecks {
  private static final List<DriftRule> RULES = List.of(new NameReferences(), new FileReferences());

  private DocChecks() {}

  /** A commit, to be given to {@link #between}; it remembers the documents that were read. */
  public static Revision revision(Tree tree) {
    return new TreeRevision(tree);
  }

  /**
   * What a change makes wrong in documents: it was so before, is not so at the head, and is still
   * said there.
   *
   * @param before the merge base
   * @param head the commit to check
   * @return by rule and element; each cause once
   */
  public static List<Drift> between(Revision before, Revision head) {
    Drifts drifts = new Drifts();
    for (DriftRule rule : RULES) {
      rule.between(before, head).forEach(drifts::add);
    }
    return drifts.all();
  }
}
