package dev.winnow.benchmarks.quality;

import dev.winnow.benchmarks.quality.Judgement.Answer;

/**
 * What a judge got right.
 *
 * @param truePositives breaks that it found
 * @param falsePositives harmless changes that it called breaks
 * @param falseNegatives breaks that it did not find
 * @param trueNegatives harmless changes that it let pass
 * @param unreadable how many of the cases it could not read; these count as not found
 */
public record Counts(
    int truePositives, int falsePositives, int falseNegatives, int trueNegatives, int unreadable) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  /** These and one case more. */
  Counts plus(boolean breaking, Answer answer) {
    boolean found = answer == Answer.BREAKING;
    return new Counts(
        truePositives + (breaking && found ? 1 : 0),
        falsePositives + (!breaking && found ? 1 : 0),
        falseNegatives + (breaking && !found ? 1 : 0),
        trueNegatives + (!breaking && !found ? 1 : 0),
        unreadable + (answer == Answer.UNREADABLE ? 1 : 0));
  }

  Counts plus(Counts other) {
    return new Counts(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        trueNegatives + other.trueNegatives,
        unreadable + other.unreadable);
  }

  public int cases() {
    return truePositives + falsePositives + falseNegatives + trueNegatives;
  }

  /** How many of those that it called breaks are. */
  public Proportion precision() {
    return new Proportion(truePositives, truePositives + falsePositives);
  }

  /** How many of the breaks it found. */
  public Proportion recall() {
    return new Proportion(truePositives, truePositives + falseNegatives);
  }
}
