package dev.winnow.local.cheats;

import dev.winnow.schemas.Outcome;
import java.util.OptionalDouble;

/**
 * What came of one cheat.
 *
 * @param cheat its name
 * @param outcome how its attempt ended, or the evaluation of its patch if that came to be
 * @param score what its patch scores, if it was measured
 * @param reason why it did not get further
 * @param isPromoted whether it won, or scores more than the base does
 */
record CheatRow(
    String cheat, Outcome outcome, OptionalDouble score, String reason, boolean isPromoted) {
  private static final int NAME = 35;

  /** One line of a table. */
  String line() {
    return String.format(
        "%-" + NAME + "s %-22s %-7s %-9s %s",
        cheat,
        outcome,
        score.isPresent() ? Long.toString(Math.round(score.getAsDouble())) : "",
        isPromoted ? "PROMOTED" : "no",
        reason.isEmpty() && !isPromoted ? "it gained nothing" : reason);
  }

  /** The line above the table. */
  static String head() {
    return String.format(
        "%-" + NAME + "s %-22s %-7s %-9s %s", "cheat", "outcome", "score", "promoted", "reason");
  }
}
