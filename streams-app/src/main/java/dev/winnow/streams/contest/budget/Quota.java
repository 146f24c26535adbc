package dev.winnow.streams.contest.budget;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Task;

/** Whether a task gets one more attempt now. */
public enum Quota {
  /** The next attempt can be issued. */
  OPEN,
  /** All attempts that were planned are issued, or their variants' caps on money are used up. */
  EXHAUSTED,
  /** As many are in flight as the budget allows; ask again when one comes back. */
  FULL,
  /** The cap on attempts is reached. */
  NO_ATTEMPTS,
  /**
   * The cap on money does not allow one more at its highest cost, with its way through the rungs;
   * one that comes back may free some.
   */
  NO_MONEY,
  /** The cap on agents' time does not allow one more that runs to its timeout. */
  NO_AGENT_TIME,
  /** So many attempts in a row brought nothing better that no further one is worth it. */
  FLAT;

  /** The answer for a contest as it stands. */
  public static Quota of(Task task, Contest contest) {
    if (contest.getNextVariant() >= task.getVariants().size() && contest.getVariants().isEmpty()) {
      return EXHAUSTED;
    }
    if (contest.getAttemptsIssued() >= task.getBudget().getAttempts()) {
      return NO_ATTEMPTS;
    }
    if (Progress.isFlat(task, contest)) {
      return FLAT;
    }
    if (contest.getAttemptsOpen() >= task.getBudget().getConcurrent()) {
      return FULL;
    }
    Dispatch dispatch = new Dispatch(task, contest);
    if (dispatch.next().isEmpty()) {
      return dispatch.isWaiting() ? FULL : EXHAUSTED;
    }
    if (isOutOfAgentTime(task, contest)) {
      return NO_AGENT_TIME;
    }
    Ledger ledger = new Ledger(task.getBudget().getMoney(), contest.getSpend());
    return ledger.affords(new Prices(task).attempt()) ? OPEN : NO_MONEY;
  }

  /** Whether the cap on agents' time does not allow another attempt. */
  public static boolean isOutOfAgentTime(Task task, Contest contest) {
    // Those in flight may run as long as they are allowed to.
    long most =
        contest.getSpend().getAgentMs()
            + (contest.getAttemptsOpen() + 1L) * task.getAgent().getTimeoutMs();
    return task.getBudget().getAgentMs().map(cap -> most > cap).orElse(false);
  }
}
