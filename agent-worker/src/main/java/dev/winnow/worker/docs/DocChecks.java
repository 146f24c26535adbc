package dev.winnow.worker.docs;

import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Drifts;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.rule.FencedCode;
import dev.winnow.worker.docs.rule.FileReferences;
import dev.winnow.worker.docs.rule.JavadocTags;
import dev.winnow.worker.docs.rule.NameReferences;
import dev.winnow.worker.docs.rule.Targets;
import dev.winnow.worker.docs.rule.Versions;
import dev.winnow.worker.tree.Tree;
import java.util.List;
import java.util.Optional;

/** Checks documents against the code that they describe. */
public final class DocChecks {
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
    for (DriftRule rule : rules()) {
      rule.between(before, head).forEach(drifts::add);
    }
    return drifts.all();
  }

  private static List<DriftRule> rules() {
    return List.of(
        new NameReferences(),
        new FileReferences(),
        new Targets(),
        new JavadocTags(),
        new Versions(),
        new FencedCode());
  }

  /**
   * What documents of a whole repository say and is not so, though it was so at an earlier commit,
   * when the same line was there.
   *
   * @param earlier some commits of its history, newest first
   */
  public static List<Drift> since(List<Revision> earlier, Revision head) {
    Drifts drifts = new Drifts();
    new NameReferences().since(earlier, head).forEach(drifts::add);
    FileReferences files = new FileReferences();
    for (Revision before : earlier) {
      for (Drift drift : files.between(before, head)) {
        said(before, head, drift).ifPresent(drifts::add);
      }
    }
    return drifts.all();
  }

  /** A drift at the lines that an earlier commit had as well; empty if it had none of them. */
  public static Optional<Drift> said(Revision before, Revision head, Drift drift) {
    List<DocLine> lines = drift.lines().stream().filter(line -> before.says(head, line)).toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(drift.at(lines));
  }
}
