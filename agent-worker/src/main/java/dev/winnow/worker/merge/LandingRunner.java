package dev.winnow.worker.merge;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Landing;
import dev.winnow.schemas.Outcome;
import dev.winnow.worker.git.Branch;
import dev.winnow.worker.git.Commits;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.Mirrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a branch to a commit if it still is where it was expected to be. It is compared and swapped
 * in one step by the repository itself; nothing is ever forced or deleted. A landing that is done
 * already, as after a crash of the worker, is a success.
 */
final class LandingRunner {
  private static final Logger log = LoggerFactory.getLogger(LandingRunner.class);
  private static final int PUSHES = 3;
  private static final String CHECKED_OUT = "branch is currently checked out";

  private final Mirrors mirrors;

  LandingRunner(Mirrors mirrors) {
    this.mirrors = mirrors;
  }

  /**
   * Lands a commit.
   *
   * @param result what is known of the result already
   * @throws IOException if the worker could not find out where the branch is
   */
  AttemptResult run(AttemptOrder order, Landing landing, Step result) throws IOException {
    Path mirror = mirrors.pin(order.getRepository().getResults(), landing.getCommit());
    Branch branch = new Branch(order.getRepository().getUrl(), landing.getBranch());
    for (int push = 1; ; push++) {
      Optional<AttemptResult> settled = look(order, landing, branch, mirror, result);
      if (settled.isPresent()) {
        return settled.get();
      }
      try {
        branch.move(mirror, landing.getExpected(), landing.getCommit());
        log.info(
            "Task {} landed {} on {} of {}",
            order.getTaskId(),
            landing.getCommit(),
            landing.getBranch(),
            branch.url());
        return landed(landing.getCommit(), result);
      } catch (GitException e) {
        // The answer may have been lost, or the branch moved in between: look again.
        if (push >= PUSHES || Thread.currentThread().isInterrupted()) {
          return look(order, landing, branch, mirror, result)
              .orElseGet(() -> refused(landing, branch, e, result));
        }
      }
    }
  }

  /** Where the branch is; empty if it is where it has to be. */
  private Optional<AttemptResult> look(
      AttemptOrder order, Landing landing, Branch branch, Path mirror, Step result)
      throws IOException {
    String commit = landing.getCommit();
    Optional<String> found = branch.head(mirror);
    if (found.isEmpty()) {
      return Optional.of(
          result.rejected("there is no branch " + branch.name() + " in " + branch.url()));
    }
    String head = found.get();
    if (head.equals(commit)) {
      return Optional.of(landed(head, result));
    }
    if (!head.equals(landing.getExpected())) {
      // Somebody went on from what was landed by a run that never told.
      Path theirs = mirrors.pin(order.getRepository().getUrl(), head);
      if (Commits.isAncestor(theirs, commit, head)) {
        return Optional.of(landed(head, result));
      }
      result.builder().setHead(head);
      return Optional.of(
          result.rejected(branch.name() + " was moved to " + head.substring(0, 12) + " meanwhile"));
    }
    if (!Commits.isAncestor(mirror, landing.getExpected(), commit)) {
      result.builder().setHead(head);
      return Optional.of(
          result.rejected(
              commit.substring(0, 12)
                  + " is no descendant of where "
                  + branch.name()
                  + " stands: nothing is pushed"));
    }
    return Optional.empty();
  }

  private static AttemptResult landed(String head, Step result) {
    result.builder().setHead(head);
    return result.ended(Outcome.SUCCEEDED, "");
  }

  private static AttemptResult refused(
      Landing landing, Branch branch, GitException failure, Step result) {
    result.builder().setHead(landing.getExpected());
    boolean isCheckedOut = failure.getMessage().contains(CHECKED_OUT);
    return result.rejected(
        isCheckedOut
            ? "%s is checked out in %s, so git takes no push to it: name a bare repository, or check another branch out there"
                .formatted(branch.name(), branch.url())
            : "the push to %s was refused: %s".formatted(branch.name(), failure.getMessage()));
  }
}
