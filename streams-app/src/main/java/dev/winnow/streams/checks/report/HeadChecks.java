package dev.winnow.streams.checks.report;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.HeadCheck;
import dev.winnow.schemas.OpenCheck;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of the check of a head when another result of it comes. */
public final class HeadChecks {
  static final String OLD_NEIGHBOURS =
      "Repositories that this one has contracts with have changed since this head was checked, and"
          + " checking it again did not succeed: what is told of them may be out of date";

  private HeadChecks() {}

  /**
   * What is kept when an order has ended. A check that failed says nothing of the commit, so it
   * does not take the place of one that succeeded by the same rules.
   *
   * @param earlier what was kept so far
   */
  public static HeadCheck after(
      PullRequestProgress pullRequest,
      Optional<HeadCheck> earlier,
      OpenCheck order,
      CheckResult result) {
    CheckResult kept = withoutCircumstances(result);
    if (!isGood(result) && earlier.filter(known -> isGood(known, order.getRuleSet())).isPresent()) {
      kept = noted(pullRequest, earlier.get().getResult());
    }
    return new HeadCheck(
        order.getHead(), order.getBase(), order.getNeighbours(), order.getRuleSet(), kept);
  }

  /** Whether a check succeeded, by the rules of today. */
  public static boolean isGood(HeadCheck check) {
    return isGood(check, RuleSet.VERSION);
  }

  private static boolean isGood(HeadCheck check, int ruleSet) {
    return check.getRuleSet() == ruleSet && isGood(check.getResult());
  }

  private static boolean isGood(CheckResult result) {
    return result.getOutcome() == Outcome.SUCCEEDED;
  }

  /** Which worker, which delivery and how long must not show in what is made of the result. */
  private static CheckResult withoutCircumstances(CheckResult result) {
    return CheckResult.newBuilder(result).setDelivery(1).setWorker("").setCheckMs(0).build();
  }

  private static CheckResult noted(PullRequestProgress pullRequest, CheckResult result) {
    CheckNote note = new CheckNote(pullRequest.getRepository().getName(), "", 0, OLD_NEIGHBOURS);
    if (result.getNotes().contains(note)) {
      return result;
    }
    List<CheckNote> notes = new ArrayList<>(List.of(note));
    notes.addAll(result.getNotes());
    return CheckResult.newBuilder(result).setNotes(notes).build();
  }
}
