package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.RungTally;
import java.util.ArrayList;
import java.util.List;

/** What went through the rungs of a contest. */
final class Rungs {
  private Rungs() {}

  /** No tally of any rung. */
  static List<RungTally> none(int rungs) {
    List<RungTally> tallies = new ArrayList<>();
    for (int index = 0; index < rungs; index++) {
      tallies.add(RungTally.newBuilder().build());
    }
    return tallies;
  }

  /**
   * The tally of a rung, to be changed; a contest that was opened before there were any gets it.
   */
  static RungTally of(Contest contest, int rung) {
    if (contest.getRungs().size() <= rung) {
      List<RungTally> tallies = new ArrayList<>(contest.getRungs());
      tallies.addAll(none(rung + 1 - tallies.size()));
      contest.setRungs(tallies);
    }
    return contest.getRungs().get(rung);
  }

  /** Clusters that are on their way, at this rung or one before it. */
  static int openUpTo(Contest contest, int rung) {
    return contest.getRungs().stream().limit(rung + 1L).mapToInt(RungTally::getOpen).sum();
  }

  /** Clusters that have passed a rung before this one and may yet go on to it. */
  static int waitingBefore(Contest contest, int rung) {
    return contest.getRungs().stream().limit(rung).mapToInt(RungTally::getWaiting).sum();
  }
}
