package dev.winnow.streams.contest.ranking;

import java.util.Arrays;
import java.util.List;

/**
 * A candidate as a comparison sees it: where it is on each axis, and where it may be. The order is
 * the board's, best first; candidates that tie by all else go by id.
 */
public final class Contender implements Comparable<Contender> {
  private final Candidate candidate;
  private final byte[] key;
  private final long samples;
  private final List<Position> positions;
  private final int racedAxis;

  /**
   * What is known of a candidate on one axis.
   *
   * @param mean of the samples; more is better
   * @param interval where the true mean lies, at the candidate's share of the error
   * @param m2 sum of squared deviations from the mean
   * @param samples how many samples each metric of the axis has at least
   */
  record Position(double mean, Interval interval, double m2, long samples) {}

  Contender(
      Candidate candidate, byte[] key, long samples, List<Position> positions, int racedAxis) {
    this.candidate = candidate;
    this.key = key;
    this.samples = samples;
    this.positions = positions;
    this.racedAxis = racedAxis;
  }

  public String id() {
    return candidate.id();
  }

  /** How many samples each objective has at least, of those that more samples tell of. */
  public long samples() {
    return samples;
  }

  /**
   * Half of the width of its interval by the first objective that more samples tell of, or by the
   * weighted sum.
   */
  public double radius() {
    return positions.get(racedAxis).interval().radius();
  }

  Candidate candidate() {
    return candidate;
  }

  Position position(int axis) {
    return positions.get(axis);
  }

  @Override
  public int compareTo(Contender other) {
    int byKey = Arrays.compareUnsigned(key, other.key);
    return byKey != 0 ? byKey : id().compareTo(other.id());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contender that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }
}
