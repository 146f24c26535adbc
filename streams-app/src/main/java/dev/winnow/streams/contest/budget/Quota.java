package dev.winnow.streams.contest.budget;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Task;

/** Whether a task gets one more attempt now. */
public enum Quota {
  /** The next attempt can be issued. */
  OPEN,
  /** All attempts that were planned are issued. */
  EXHAUSTED,
  /** As many are in flight as the budget allows; ask again when one comes back. */
  FULL,
  /** The cap on attempts is reached. */
  NO_ATTEMPTS,
  /**
   * The cap on money does not allow one more at its highest cost; one that comes back may free
   * some.
   */
  NO_MONEY;

  /** The answer for a contest as it stands. */
  public static Quota of(Task task, Contest contest) {
    if (contest.getNextVariant() >= task.getVariants().size()) {
      return EXHAUSTED;
    }
    if (contest.getAttemptsIssued() >= task.getBudget().getAttempts()) {
      return NO_ATTEMPTS;
    }
    if (contest.getAttemptsOpen() >= task.getBudget().getConcurrent()) {
      return FULL;
    }
    Ledger ledger = new Ledger(task.getBudget().getMoney(), contest.getSpend());
    return ledger.affords(task.getAgent().getMaxCost()) ? OPEN : NO_MONEY;
  }
}
