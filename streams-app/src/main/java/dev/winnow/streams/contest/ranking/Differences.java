package dev.winnow.streams.contest.ranking;

/** Where the difference of two candidates lies. */
public interface Differences {
  /**
   * What {@code one - other} lies between on an axis, at the joint confidence.
   *
   * @param axis which axis, from 0; more is better
   */
  Interval between(Contender one, Contender other, int axis);

  /** Whether only blocks count that both have, so that samples of one alone tell nothing new. */
  boolean isPaired();
}
