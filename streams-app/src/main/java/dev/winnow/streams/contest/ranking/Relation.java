package dev.winnow.streams.contest.ranking;

/** What the data say of one candidate beside another that the board has behind it. */
public enum Relation {
  /** It is better, and by no less than the tolerance. */
  AHEAD,
  /** It is not worse by more than the tolerance, and it need not be better: the two tie. */
  MATCHED,
  /** The other may be better; more samples can tell. */
  OPEN,
  /** The other may be better, by an objective that no further sample can tell anything of. */
  UNTOLD
}
