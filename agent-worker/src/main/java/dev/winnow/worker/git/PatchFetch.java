package dev.winnow.worker.git;

import dev.winnow.schemas.GitNames;
import dev.winnow.schemas.Repository;
import java.util.concurrent.TimeUnit;

/** Gets a patch from where results go. */
final class PatchFetch {
  private static final int TRIES = 3;

  private PatchFetch() {}

  /**
   * Fetches.
   *
   * @param git of the repository that it comes into, which has the base; may talk to others
   * @see Workspace#fetchPatch
   */
  static void fetch(Git git, Repository repository, String task, String attempt, String commit)
      throws GitException {
    String base = repository.getBase();
    if (commit.equals(base)) {
      return;
    }
    String refs = "+" + GitNames.patchRef(task, attempt) + ":refs/remote/results/" + attempt;
    for (int i = 1; ; i++) {
      try {
        // What a mirror has is known by its refs, and the base need not have one any more.
        CommitFetch.fetch(git, repository.getResults(), commit, refs, "--negotiation-tip=" + base);
        return;
      } catch (CommitGoneException e) {
        throw e;
      } catch (GitException e) {
        if (i == TRIES || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        pause(i);
      }
    }
  }

  /** A server that many fleets fetch from turns some away for a moment. */
  private static void pause(int seconds) throws GitException {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("the wait for another try was interrupted", e);
    }
  }
}
