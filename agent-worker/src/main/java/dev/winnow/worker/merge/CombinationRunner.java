package dev.winnow.worker.merge;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Combination;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.MergeConflict;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.attempt.Patch;
import dev.winnow.worker.attempt.PatchGate;
import dev.winnow.worker.attempt.PatchPush;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.GitTree;
import dev.winnow.worker.git.MergedTree;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.note.Note;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Merges a patch into a commit, in memory, and pushes the merge commit as the attempt's patch. The
 * commit depends on nothing but its parents, so the same combination is the same commit.
 */
final class CombinationRunner {
  /** As many bytes of a message as a note can have. */
  private static final int MOST_MESSAGE = 4 * Note.LONGEST;

  private static final int SHORT = 12;

  private final Sandboxes sandboxes;
  private final Mirrors mirrors;
  private final MergeTrees trees;
  private final PatchGate gate;
  private final PatchPush push;

  CombinationRunner(Sandboxes sandboxes, Mirrors mirrors, MergeTrees trees, PatchGate gate) {
    this.sandboxes = sandboxes;
    this.mirrors = mirrors;
    this.trees = trees;
    this.gate = gate;
    this.push = new PatchPush(mirrors);
  }

  /**
   * Makes a combination.
   *
   * @param result what is known of the result already
   * @throws IOException if the worker could not: nothing is wrong with the patch
   */
  AttemptResult run(AttemptOrder order, Combination combination, Step result) throws IOException {
    Repository repository = order.getRepository();
    MergeCandidate candidate = combination.getCandidate();
    String onto = combination.getOnto();
    String commit = candidate.getCommit();
    List<Path> has =
        List.of(
            mirrors.pin(repository.getUrl(), repository.getBase()),
            ontoIn(repository, onto),
            mirrors.pin(candidate.getRepository(), commit));
    try (MergeTrees.Lease lease = trees.lease(has);
        Sandbox sandbox = sandboxes.create(order.getOrderId())) {
      if (GitTree.mergeBase(lease.repository(), onto, commit).isEmpty()) {
        return result.rejected(
            "it has no history in common with what it is merged into, " + shortened(onto));
      }
      Duration timeout = Duration.ofMillis(order.getAgent().getTimeoutMs());
      MergedTree merged = lease.merge(onto, commit, timeout);
      Workspace workspace =
          Workspace.create(sandbox.workspace(), List.of(lease.repository(), has.get(0)));
      if (!merged.isClean()) {
        List<MergeConflict> places = ConflictPlaces.of(workspace, merged, onto);
        result.builder().setConflicts(places);
        return result.rejected(Conflicts.reason(places));
      }
      if (merged.tree().equals(workspace.tree(onto))) {
        return result.ended(
            Outcome.NO_CHANGE,
            "it brings nothing that is not there already, in " + shortened(onto));
      }
      return finish(order, combination, merged.tree(), workspace, result);
    }
  }

  private AttemptResult finish(
      AttemptOrder order, Combination combination, String tree, Workspace workspace, Step result)
      throws IOException {
    String onto = combination.getOnto();
    String commit = combination.getCandidate().getCommit();
    Note note = note(order, combination, workspace);
    Patch patch =
        Patch.of(
            order,
            note,
            tree,
            made ->
                workspace.commit(
                    made,
                    List.of(onto, commit),
                    false,
                    note.under(subject(combination.getCandidate()))),
            workspace,
            gate);
    if (patch instanceof Patch.Made made) {
      push.push(order, made.commit(), workspace);
      return result.made(made);
    }
    return patch instanceof Patch.Refused refused
        ? result.rejected(refused.reason())
        : result.ended(Outcome.NO_CHANGE, "together they change nothing");
  }

  /** A commit that came from somebody else is in the repository, one of ours where results are. */
  private Path ontoIn(Repository repository, String onto) throws GitException {
    if (onto.equals(repository.getBase())) {
      return mirrors.pin(repository.getUrl(), onto);
    }
    try {
      return mirrors.pin(repository.getResults(), onto);
    } catch (GitException e) {
      if (repository.getResults().equals(repository.getUrl())) {
        throw e;
      }
      try {
        return mirrors.pin(repository.getUrl(), onto);
      } catch (GitException other) {
        other.addSuppressed(e);
        throw other;
      }
    }
  }

  /** What was said of the patches that it is made of, for rungs that ask for a patch's note. */
  private static Note note(AttemptOrder order, Combination combination, Workspace workspace)
      throws GitException {
    String onto = combination.getOnto();
    String said = workspace.messageBody(combination.getCandidate().getCommit(), MOST_MESSAGE);
    boolean isBase = onto.equals(order.getRepository().getBase());
    String before = isBase ? "" : workspace.messageBody(onto, MOST_MESSAGE).strip();
    return new Note(before + "\n" + said);
  }

  private static String subject(MergeCandidate candidate) {
    return candidate.getAttemptId().isEmpty()
        ? "Merge " + candidate.getName()
        : "Merge attempt " + candidate.getAttemptId() + " of task " + candidate.getTaskId();
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }
}
