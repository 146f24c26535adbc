package dev.winnow.streams.contest;

import dev.winnow.streams.contest.budget.Quota;

/** Why a contest ends. */
enum Ending {
  ALL_IN("all attempts are in"),
  NO_ATTEMPTS("the cap on attempts is reached"),
  NO_MONEY("the money left does not allow another attempt"),
  NO_TIME("the wall time is out");

  private final String text;

  Ending(String text) {
    this.text = text;
  }

  /** In words, for the verdict. */
  String text() {
    return text;
  }

  /** What ends a contest with nothing in flight, given why no further attempt is issued. */
  static Ending of(Quota quota) {
    return switch (quota) {
      case EXHAUSTED -> ALL_IN;
      case NO_ATTEMPTS -> NO_ATTEMPTS;
      case NO_MONEY -> NO_MONEY;
      case OPEN, FULL ->
          throw new IllegalStateException("a contest with work to do does not end: " + quota);
    };
  }
}
