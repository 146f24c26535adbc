package dev.winnow.streams.contest.racing;

import java.util.List;

/**
 * What can be said of a race now.
 *
 * @param leader the first of the board
 * @param tieSet whom the data cannot set apart from the leader beyond the tolerance, in the board's
 *     order, without the leader
 * @param kept the first of the board, as many as are to be kept, the leader among them
 * @param isKeptSure whether nobody else belongs among the kept beyond the tolerance
 */
public record Ruling(
    Kind kind, String leader, List<String> tieSet, List<String> kept, boolean isKeptSure) {

  /** How it stands. */
  public enum Kind {
    /** The leader is ahead of all others. */
    WINNER,
    /**
     * Nobody is better than the leader by more than the tolerance, and the tie set is not worse
     * either: cost and size of the change put the leader first. Or there is a Pareto front of
     * several.
     */
    TIE_SET,
    /** More samples can still tell, and may be taken or are out. */
    GO_ON,
    /** More samples could tell, and none may be taken. There is a tie set and no winner. */
    OUT_OF_BUDGET
  }
}
