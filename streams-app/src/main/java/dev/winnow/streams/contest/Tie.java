package dev.winnow.streams.contest;

import dev.winnow.streams.contest.racing.Ruling;
import java.util.ArrayList;
import java.util.List;

/** Who cannot be told apart at the top of the board. */
final class Tie {
  private Tie() {}

  /**
   * The clusters that tie for the first place if no more is measured.
   *
   * @return the leader first, then the others in the board's order; empty if nobody is on the board
   *     or the leader is ahead of all others
   */
  static List<String> of(LastRung rung) {
    return rung.isEmpty() ? List.of() : of(rung.ruling());
  }

  /** The same of what is known already. */
  static List<String> of(Ruling ruling) {
    if (ruling.tieSet().isEmpty()) {
      return List.of();
    }
    List<String> tied = new ArrayList<>(ruling.tieSet().size() + 1);
    tied.add(ruling.leader());
    tied.addAll(ruling.tieSet());
    return tied;
  }
}
