package dev.winnow.streams.contest.ranking;

/** Differences of candidates that were measured apart: the difference of their intervals. */
public final class UnpairedDifferences implements Differences {
  @Override
  public Interval between(Contender one, Contender other, int axis) {
    return one.position(axis).interval().minus(other.position(axis).interval());
  }

  @Override
  public boolean isPaired() {
    return false;
  }
}
