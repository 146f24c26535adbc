package dev.winnow.worker.attempt;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.GitNames;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;

/** Pushes patches to where results go. */
public final class PatchPush {
  private static final int PUSHES = 3;

  private final Mirrors mirrors;

  /**
   * @param mirrors makes the results repository if it is a path at which there is none yet
   */
  public PatchPush(Mirrors mirrors) {
    this.mirrors = mirrors;
  }

  /**
   * Pushes a patch to {@code refs/winnow/<task>/<attempt>}, over what the attempt pushed before.
   * Tries again at once: pushes of other attempts into the same repository can be in the way.
   */
  public void push(AttemptOrder order, String commit, Workspace workspace) throws GitException {
    String url = order.getRepository().getResults();
    mirrors.createIfLocal(url);
    String ref = GitNames.patchRef(order.getTaskId(), order.getAttemptId());
    for (int i = 1; ; i++) {
      try {
        workspace.push(commit, url, ref);
        return;
      } catch (GitException e) {
        if (i == PUSHES) {
          throw e;
        }
      }
    }
  }
}
