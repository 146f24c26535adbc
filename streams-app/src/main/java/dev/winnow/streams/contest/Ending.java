package dev.winnow.streams.contest;

import dev.winnow.streams.contest.budget.Quota;

/** Why a contest ends. */
enum Ending {
  ALL_IN("all attempts are in"),
  NO_ATTEMPTS("the cap on attempts is reached"),
  NO_MONEY("the money left does not allow another attempt"),
  NO_AGENT_TIME("the agents' time left does not allow another attempt"),
  FLAT("the last attempts brought nothing better"),
  NO_TIME("the wall time is out"),
  GRADED("all patches are graded anew"),
  CANCELLED("it was cancelled");

  private final String text;

  Ending(String text) {
    this.text = text;
  }

  /** In words, for the verdict. */
  String text() {
    return text;
  }

  /**
   * What ends a contest with nothing in flight.
   *
   * @param quota why no further attempt is issued
   * @param grade which grading of the patches it is, from 1
   */
  static Ending of(Quota quota, int grade) {
    return switch (quota) {
      case EXHAUSTED -> grade > 1 ? GRADED : ALL_IN;
      case NO_ATTEMPTS -> NO_ATTEMPTS;
      case NO_MONEY -> NO_MONEY;
      case NO_AGENT_TIME -> NO_AGENT_TIME;
      case FLAT -> FLAT;
      case OPEN, FULL ->
          throw new IllegalStateException("a contest with work to do does not end: " + quota);
    };
  }
}
