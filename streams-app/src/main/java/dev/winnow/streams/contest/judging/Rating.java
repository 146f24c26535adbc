package dev.winnow.streams.contest.judging;

import dev.winnow.streams.contest.ranking.Normal;

/**
 * How strong a candidate is in the eyes of a judge: a normal distribution.
 *
 * @param mean the strength, on a scale on which all begin at 25
 * @param deviation its standard deviation, above 0
 */
record Rating(double mean, double deviation) {
  /** Of a candidate that no vote is known of. */
  static final Rating START = new Rating(25, 25.0 / 3);

  /** The chance that it is stronger than another, from 0 to 1. */
  double chanceAhead(Rating other) {
    return Normal.below((mean - other.mean) / Math.hypot(deviation, other.deviation));
  }
}
