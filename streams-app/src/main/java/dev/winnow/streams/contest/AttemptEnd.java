package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.streams.contest.store.ContestStores;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param reason one sentence for a person; empty for a success
 */
record AttemptEnd(Outcome outcome, String reason) {

  /** By itself, or with its cluster; empty if it has not ended. */
  static Optional<AttemptEnd> of(Attempt attempt, ContestStores stores) {
    Optional<Outcome> own = attempt.getOutcome();
    if (own.isEmpty() || own.get() != Outcome.SUCCEEDED) {
      return own.map(outcome -> new AttemptEnd(outcome, attempt.getReason()));
    }
    Standing standing =
        stores
            .standings()
            .get(attempt.getTaskId(), attempt.getClusterId().orElseThrow())
            .orElseThrow();
    return standing.getOutcome().map(outcome -> new AttemptEnd(outcome, standing.getReason()));
  }
}
