package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** Attempts by outcome: each attempt is counted once, when its last word is in. */
final class Tally {
  private Tally() {}

  static void add(Contest contest, Outcome outcome, int attempts) {
    Map<String, Integer> counts = new TreeMap<>(contest.getAttemptsByOutcome());
    counts.merge(outcome.name(), attempts, Integer::sum);
    counts.remove(outcome.name(), 0);
    contest.setAttemptsByOutcome(counts);
  }
}
