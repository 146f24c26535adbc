package dev.winnow.worker.attempt;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.worker.git.ChangedFile;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.TooManyChangesException;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.note.Note;
import dev.winnow.worker.patch.ChangePrints;
import dev.winnow.worker.patch.FileChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent left in its checkout, or a merge came to, seen as a change of the base. The set is
 * closed.
 */
public sealed interface Patch {
  /** Blobs larger than this count as they are, by their id, without a look at their formatting. */
  int LARGEST_READ = 1024 * 1024;

  /**
   * With less room than this, in bytes, it is the worker's failure that git could not write: what
   * it had begun to write is gone by then. Its message is no sign, for names of files are in it.
   */
  long LEAST_ROOM = 64L * 1024 * 1024;

  /** How many changed files are held in memory at once. */
  int FILES_AT_ONCE = 32;

  /** The checkout is as it was. */
  record None() implements Patch {}

  /** The change is not allowed. */
  record Refused(String reason) implements Patch {}

  /** The change, committed in the workspace. */
  record Made(String commit, ChangePrints prints, DiffStatistics statistics) implements Patch {
    /** Puts what is known of the patch into a result. */
    public void describe(AttemptResult.Builder result) {
      result.setCommit(commit).setDiff(statistics);
      result.setDiffHash(prints.exact()).setRenamedHash(prints.renamed());
      result.setFingerprint(prints.near().orElse(null));
    }
  }

  /** Makes a commit of a tree. */
  @FunctionalInterface
  interface Committer {
    /** Returns the commit's id. */
    String commit(String tree) throws GitException;
  }

  /** Looks at a checkout and commits what changed there, with what the agent says of it. */
  static Patch of(AttemptOrder order, Note note, Workspace workspace, Path checkout, PatchGate gate)
      throws GitException {
    String base = order.getRepository().getBase();
    String tree;
    try {
      tree = workspace.treeOf(checkout);
    } catch (GitException e) {
      if (workspace.room() < LEAST_ROOM) {
        throw e;
      }
      // An attempt that made its checkout unreadable would make it so again.
      return new Refused("what the agent left cannot be read: " + e.getMessage());
    }
    String subject = "Attempt " + order.getAttemptId() + " of task " + order.getTaskId();
    return of(
        order,
        note,
        tree,
        made -> workspace.commit(made, List.of(base), false, note.under(subject)),
        workspace,
        gate);
  }

  /**
   * Looks at a tree as a change of the order's base, and commits it if it is one that is allowed.
   *
   * @param note what is said of it; its quotes count as a part of the change
   */
  static Patch of(
      AttemptOrder order,
      Note note,
      String tree,
      Committer committer,
      Workspace workspace,
      PatchGate gate)
      throws GitException {
    String base = order.getRepository().getBase();
    List<ChangedFile> changes;
    try {
      changes = workspace.changes(base, tree);
    } catch (TooManyChangesException e) {
      return new Refused("the patch " + e.getMessage());
    }
    if (changes.isEmpty()) {
      return new None();
    }
    Optional<String> refusal = gate.refusal(changes, workspace);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    if (order.getProtectedChange() == ProtectedChange.REJECT
        && !order.getProtectedPaths().isEmpty()) {
      List<ChangedFile> touched = workspace.changes(base, tree, order.getProtectedPaths());
      if (!touched.isEmpty()) {
        String more = touched.size() > 1 ? " and " + (touched.size() - 1) + " more" : "";
        return new Refused("the patch changes a protected path: " + touched.get(0).path() + more);
      }
    }
    int[] counts = workspace.statistics(base, tree);
    ChangePrints prints = new ChangePrints();
    refusal = read(workspace, changes, gate, prints);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    prints.quote(note.quotedLines());
    return new Made(
        committer.commit(tree), prints, new DiffStatistics(counts[0], counts[1], counts[2]));
  }

  /** Adds the changes to the prints; says why they are refused, if one is. */
  private static Optional<String> read(
      Workspace workspace, List<ChangedFile> changes, PatchGate gate, ChangePrints prints)
      throws GitException {
    for (int from = 0; from < changes.size(); from += FILES_AT_ONCE) {
      List<ChangedFile> some =
          changes.subList(from, Math.min(from + FILES_AT_ONCE, changes.size()));
      Map<String, byte[]> blobs = new HashMap<>();
      workspace.readBlobs(
          some.stream().flatMap(change -> change.blobs().stream()).distinct().toList(),
          LARGEST_READ,
          blobs::put);
      for (ChangedFile change : some) {
        byte[] added = change.hasNew() ? content(blobs, change.newId()) : new byte[0];
        Optional<String> refusal = gate.refusal(change.path(), added);
        if (refusal.isPresent()) {
          return refusal;
        }
        prints.add(
            new FileChange(
                change.path(),
                change.oldMode(),
                change.hasOld() ? content(blobs, change.oldId()) : null,
                change.newMode(),
                change.hasNew() ? added : null));
      }
    }
    return Optional.empty();
  }

  private static byte[] content(Map<String, byte[]> blobs, String id) {
    byte[] content = blobs.get(id);
    return content != null ? content : ("\0object " + id).getBytes(StandardCharsets.US_ASCII);
  }
}
