package dev.winnow.worker.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks a head against its merge base: what the contracts of the repository no longer promise, who
 * is hit by it, and what services use that their providers do not promise. Only what the head has
 * and the merge base has not is a finding; what cannot be known is a note.
 *
 * <p>A function of the trees: the same commits give the same report, in the same order.
 */
public final class Checker {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::getRule)
          .thenComparing(Finding::getElement)
          .thenComparing(Finding::getFingerprint);

  private static final Comparator<CheckNote> NOTES =
      Comparator.comparing(CheckNote::getRepository)
          .thenComparing(CheckNote::getFile)
          .thenComparingInt(CheckNote::getLine)
          .thenComparing(CheckNote::getMessage);

  /**
   * A commit of a repository.
   *
   * @param repository {@code <owner>/<name>}
   * @param tree its files
   */
  public record Commit(String repository, Tree tree) {}

  /**
   * What a check came to.
   *
   * @param findings sorted by rule and element; not ranked
   * @param notes what could not be known
   */
  public record Report(List<Finding> findings, List<CheckNote> notes) {}

  /**
   * Checks a head.
   *
   * @param mergeBase best common ancestor of the head and the branch it goes to
   * @param head the commit to check
   * @param neighbours commits of other repositories, which provide what this one consumes or
   *     consume what it provides
   * @param number number of the pull request, for the findings
   */
  public Report check(Commit mergeBase, Commit head, List<Commit> neighbours, int number) {
    Snapshot before = Snapshot.of(mergeBase.repository(), mergeBase.tree());
    Snapshot after = Snapshot.of(head.repository(), head.tree());
    List<Snapshot> others =
        neighbours.stream().map(each -> Snapshot.of(each.repository(), each.tree())).toList();
    Landscape old = new Landscape(before, others);
    Landscape now = new Landscape(after, others);

    Findings findings = new Findings(head.repository(), number);
    List<CheckNote> notes = new ArrayList<>(after.notes());
    new ProviderChecks(old, now, findings, notes).run();
    new PairChecks(old, now, findings).run();

    List<Finding> sorted = new ArrayList<>(findings.all());
    sorted.sort(ORDER);
    return new Report(sorted, notes.stream().distinct().sorted(NOTES).toList());
  }

  /**
   * Reads what a commit provides and consumes. Where it is known from and since when is for the
   * caller to say.
   */
  public RepositoryContracts index(Commit commit, HostedRepository repository, String id) {
    return ContractIndex.of(Snapshot.of(commit.repository(), commit.tree()), repository, id);
  }
}
