package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.store.ContestStores;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param reason one sentence for a person; empty for one that is on the board
 */
record AttemptEnd(Outcome outcome, String reason) {

  /** By itself, or with its cluster; empty if it has not ended. */
  static Optional<AttemptEnd> of(Attempt attempt, ContestStores stores) {
    Optional<Outcome> own = attempt.getOutcome();
    if (own.isEmpty() || own.get() != Outcome.SUCCEEDED) {
      return own.map(outcome -> new AttemptEnd(outcome, attempt.getReason()));
    }
    Standing standing = standing(attempt, stores);
    return standing.getOutcome().map(outcome -> new AttemptEnd(outcome, standing.getReason()));
  }

  /** The end of one that had none when its contest ended. */
  static AttemptEnd unmeasured(Task task, Attempt attempt, Ending ending, ContestStores stores) {
    if (ending == Ending.CANCELLED) {
      return new AttemptEnd(Outcome.TIMED_OUT, "the task was cancelled before it was measured");
    }
    if (ending == Ending.NO_TIME || attempt.getClusterId().isEmpty()) {
      return new AttemptEnd(Outcome.TIMED_OUT, "the task's wall time ended before it was measured");
    }
    // It made a patch, so it is a success; nobody says that the patch is bad.
    Standing standing = standing(attempt, stores);
    return new AttemptEnd(Outcome.SUCCEEDED, whyUnmeasured(task, standing, stores));
  }

  boolean isOnBoard() {
    return outcome == Outcome.SUCCEEDED && reason.isEmpty();
  }

  private static String whyUnmeasured(Task task, Standing standing, ContestStores stores) {
    if (standing.getState() != StandingState.WAITING) {
      return "not measured: the money left did not allow it";
    }
    if (standing.getRungsPassed() > 0) {
      String rung = task.getEvaluator().getRungs().get(standing.getRungsPassed() - 1).getName();
      return "not measured further: others did better at rung " + rung;
    }
    String first =
        stores
            .standings()
            .get(task.getTaskId(), standing.getFamilyId())
            .map(Standing::getAttemptId)
            .orElse(standing.getFamilyId());
    return "not measured: it is much like " + first + ", whose family did not do well enough";
  }

  private static Standing standing(Attempt attempt, ContestStores stores) {
    return stores
        .standings()
        .get(attempt.getTaskId(), attempt.getClusterId().orElseThrow())
        .orElseThrow();
  }
}
