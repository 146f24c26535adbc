package dev.winnow.local.check;

import dev.winnow.local.LocalException;
import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.streams.checks.report.History;
import dev.winnow.streams.checks.report.Reports;
import dev.winnow.worker.check.Baseline;
import dev.winnow.worker.check.Checker;
import dev.winnow.worker.git.Commits;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.GitTree;
import dev.winnow.worker.tree.Tree;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the report that the topology would make, from clones on this machine. */
final class LocalCheck {
  private LocalCheck() {}

  /**
   * A clone and the commit of it that counts.
   *
   * @param name {@code <owner>/<name>}
   */
  record Clone(String name, Path folder) {}

  /**
   * What was checked, while its commits can be read.
   *
   * @param commit id of the head
   * @param mergeBase id of the commit that it is compared with; empty if all of it is checked
   * @param head the head's files
   * @param findings all that was found, those that are suppressed among them
   * @param again checks other files in the place of the head's
   */
  record Checked(
      String commit,
      Optional<String> mergeBase,
      Tree head,
      List<Finding> findings,
      Function<Tree, List<Finding>> again) {}

  /**
   * Checks a head.
   *
   * @param clone the repository
   * @param base name of a commit on the branch that the head goes to
   * @param head name of the commit to check
   * @param neighbours other repositories, each at its HEAD
   * @param baseline in place of that which the head names
   * @param then told what was found
   * @throws LocalException if a repository or commit is not there or cannot be read
   */
  static PullRequestReport report(
      Clone clone,
      String base,
      String head,
      List<Clone> neighbours,
      Optional<Baseline> baseline,
      Consumer<Checked> then) {
    requireRepository(clone);
    neighbours.forEach(LocalCheck::requireRepository);
    List<GitTree> open = new ArrayList<>();
    try {
      String headId = commit(clone, head, "--head");
      String baseId = commit(clone, base, "--base");
      String mergeBase =
          GitTree.mergeBase(clone.folder(), baseId, headId)
              .orElseThrow(
                  () ->
                      new LocalException(
                          base + " and " + head + " have no common ancestor",
                          "fetch more of the history, or give another --base"));
      List<Checker.Commit> others = open(neighbours, open);
      Checker.Commit before = open(clone, mergeBase, open);
      Checker.Commit after = open(clone, headId, open);
      Checker checker = new Checker(baseline);
      Function<Checker.Commit, Checker.Report> check =
          commit -> checker.check(before, commit, others, 0);
      Checker.Report report = check.apply(after);
      then.accept(checked(headId, Optional.of(mergeBase), after, report, check));
      return report(clone, baseId, base, headId, mergeBase, report);
    } catch (GitException | UncheckedIOException e) {
      throw unreadable(e);
    } finally {
      open.forEach(GitTree::close);
    }
  }

  /**
   * Checks all of a commit, not what a change introduces: what its documents say that was so once,
   * and what its services use that is not promised.
   *
   * @param clone the repository
   * @param head name of the commit to check
   * @param neighbours other repositories, each at its HEAD
   * @param baseline in place of that which the head names
   * @param then told all that was found, also what does not count
   * @throws LocalException if a repository or commit is not there or cannot be read
   */
  static PullRequestReport reportOfAll(
      Clone clone,
      String head,
      List<Clone> neighbours,
      Optional<Baseline> baseline,
      Consumer<Checked> then) {
    requireRepository(clone);
    neighbours.forEach(LocalCheck::requireRepository);
    List<GitTree> open = new ArrayList<>();
    try {
      String headId = commit(clone, head, "--head");
      List<Checker.Commit> others = open(neighbours, open);
      List<Checker.Commit> earlier = new ArrayList<>();
      for (String commit : Commits.sample(clone.folder(), headId)) {
        earlier.add(open(clone, commit, open));
      }
      Checker.Commit after = open(clone, headId, open);
      Checker checker = new Checker(baseline);
      Function<Checker.Commit, Checker.Report> check =
          commit -> checker.checkAll(earlier, commit, others, 0);
      Checker.Report report = check.apply(after);
      then.accept(checked(headId, Optional.empty(), after, report, check));
      return report(clone, headId, head, headId, headId, report);
    } catch (GitException | UncheckedIOException e) {
      throw unreadable(e);
    } finally {
      open.forEach(GitTree::close);
    }
  }

  /** Tells what was found of a head, and lets it be checked again with other files. */
  private static Checked checked(
      String id,
      Optional<String> mergeBase,
      Checker.Commit head,
      Checker.Report report,
      Function<Checker.Commit, Checker.Report> check) {
    return new Checked(
        id,
        mergeBase,
        head.tree(),
        report.findings(),
        tree -> check.apply(new Checker.Commit(head.repository(), tree)).findings());
  }

  /** Other repositories, each at its HEAD. */
  private static List<Checker.Commit> open(List<Clone> neighbours, List<GitTree> open)
      throws GitException {
    List<Checker.Commit> others = new ArrayList<>();
    for (Clone neighbour : neighbours) {
      others.add(open(neighbour, commit(neighbour, "HEAD", "--neighbour"), open));
    }
    return others;
  }

  private static LocalException unreadable(Exception e) {
    return new LocalException(
        e.getMessage(),
        "see what `git fsck` says of the repository; objects that are missing have to be fetched"
            + " first");
  }

  /** Else every commit of it would be told to be missing. */
  private static void requireRepository(Clone clone) {
    String problem = clone.folder() + " is not a repository that git can read: ";
    String mend = "give the folder of a clone";
    if (!Files.isDirectory(clone.folder())) {
      throw new LocalException(problem + "it is not a folder", mend);
    }
    try {
      GitTree.requireRepository(clone.folder());
    } catch (GitException e) {
      throw new LocalException(problem + e.getMessage(), mend);
    }
  }

  private static PullRequestReport report(
      Clone clone,
      String base,
      String baseName,
      String head,
      String mergeBase,
      Checker.Report checked) {
    CheckResult result =
        CheckResult.newBuilder()
            .setOrderId("")
            .setSubject(clone.name())
            .setKind(CheckKind.PULL_REQUEST)
            .setDelivery(1)
            .setWorker("")
            .setOutcome(Outcome.SUCCEEDED)
            .setMergeBase(mergeBase)
            .setNotes(checked.notes())
            .setStartedAt(Instant.EPOCH)
            .build();
    List<Finding> findings = History.of(List.of(new History.Checked(head, checked.findings())));
    PullRequestHead newest =
        PullRequestHead.newBuilder()
            .setHead(head)
            .setBase(base)
            .setBaseRef(baseName)
            .setUpdatedAt(Instant.EPOCH)
            .setState(PullRequestState.OPEN)
            .build();
    HostedRepository repository =
        new HostedRepository(0L, clone.name(), clone.folder().toString(), "", "", true);
    return Reports.of(repository, 0, Optional.empty(), newest, result, findings);
  }

  private static Checker.Commit open(Clone clone, String commit, List<GitTree> open)
      throws GitException {
    GitTree tree = GitTree.open(clone.folder(), commit);
    open.add(tree);
    return new Checker.Commit(clone.name(), tree);
  }

  private static String commit(Clone clone, String name, String option) {
    try {
      return GitTree.commit(clone.folder(), name);
    } catch (GitException e) {
      throw new LocalException(
          option + ": there is no commit '" + name + "' in " + clone.folder(),
          "give a branch, tag or commit of a git repository");
    }
  }
}
