package dev.winnow.streams.contest.judging;

import dev.winnow.schemas.Vote;

/**
 * One way to ask about a pair.
 *
 * @param first the cluster that is shown as a
 * @param second the cluster that is shown as b
 * @param round how often the pair is asked about in this order, this time included
 */
public record Showing(String first, String second, int round) {
  static Showing of(Vote vote) {
    return new Showing(vote.getFirst(), vote.getSecond(), vote.getRound());
  }

  /** The same pair the other way round. */
  Showing swapped() {
    return new Showing(second, first, round);
  }
}
