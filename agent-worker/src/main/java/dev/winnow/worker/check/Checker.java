package dev.winnow.worker.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.ProvidedContract;
import dev.winnow.worker.consumer.Uses;
import dev.winnow.worker.tree.MapTree;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a head against its merge base: what the contracts of the repository no longer promise, who
 * is hit by it, what services use that their providers do not promise, and what documents say that
 * is not so any more. Only what the head has and the merge base has not is a finding; what cannot
 * be known is a note.
 *
 * <p>A function of the trees: the same commits give the same report, in the same order. Safe for
 * use by several threads; it remembers what it read in files, by their content.
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
   * @param findings sorted by rule and element; not ranked; with those that are suppressed
   * @param notes what could not be known, after what is to be known of suppressions
   * @param index what the head provides and consumes
   */
  public record Report(List<Finding> findings, List<CheckNote> notes, Index index) {}

  /**
   * What a commit provides and consumes.
   *
   * @param digest of all files that were read for it: equal when nothing in them differs
   */
  public record Index(
      String digest, List<ProvidedContract> provides, List<ConsumedContract> consumes) {}

  private static final Tree EMPTY = new MapTree(Map.of());

  private final Uses reader = new Uses();
  private final Optional<Baseline> baseline;

  /** Takes the baseline that each head names, if it does. */
  public Checker() {
    this(Optional.empty());
  }

  /**
   * @param baseline in place of that which a head names
   */
  public Checker(Optional<Baseline> baseline) {
    this.baseline = baseline;
  }

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
    Snapshot before = read(mergeBase);
    Snapshot after = read(head);
    List<Snapshot> others = neighbours.stream().map(this::read).toList();
    Landscape old = new Landscape(before, others);
    Landscape now = new Landscape(after, others);

    Findings findings = new Findings(head.repository(), number);
    List<CheckNote> notes = new ArrayList<>(after.notes());
    ProviderChecks providers = new ProviderChecks(old, now, findings, notes);
    providers.run();
    new PairChecks(old, now, findings, providers.explained()).run();
    new DocumentChecks(after, findings).run(mergeBase.tree());

    List<CheckNote> suppressed = new Suppressions(after, baseline).ofChange(before, findings.all());
    return report(findings, suppressed, notes, after);
  }

  /**
   * Checks all of a commit: what its documents say that was so at an earlier one, and what services
   * use that is not promised.
   *
   * @param earlier some commits of its history, newest first
   * @param head the commit to check
   * @param neighbours as for a change
   * @param number for the findings
   */
  public Report checkAll(List<Commit> earlier, Commit head, List<Commit> neighbours, int number) {
    Snapshot after = read(head);
    List<Snapshot> others = neighbours.stream().map(this::read).toList();
    Landscape nothing = new Landscape(read(new Commit(head.repository(), EMPTY)), others);
    Findings findings = new Findings(head.repository(), number);
    new PairChecks(nothing, new Landscape(after, others), findings, Set.of()).run();
    new DocumentChecks(after, findings).runAll(earlier.stream().map(Commit::tree).toList());
    List<CheckNote> suppressed = new Suppressions(after, baseline).ofAll(findings.all());
    return report(findings, suppressed, after.notes(), after);
  }

  /** What does not count is told first: however many notes there are, a reviewer has to see it. */
  private static Report report(
      Findings findings, List<CheckNote> suppressed, List<CheckNote> notes, Snapshot head) {
    List<Finding> sorted = new ArrayList<>(findings.all());
    sorted.sort(ORDER);
    List<CheckNote> all = new ArrayList<>(suppressed);
    notes.stream().distinct().sorted(NOTES).forEach(all::add);
    return new Report(sorted, all, ContractIndex.of(head));
  }

  /** Reads what a commit provides and consumes. */
  public Index index(Commit commit) {
    return ContractIndex.of(read(commit));
  }

  private Snapshot read(Commit commit) {
    return Snapshot.of(commit.repository(), commit.tree(), reader);
  }
}
