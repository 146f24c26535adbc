package dev.winnow.streams.contest;

import java.time.Duration;

/**
 * Settings of the contest.
 *
 * @param leaderboardSize how many entries a published leaderboard has at most, from 1
 * @param retryLimit how often an order that infrastructure failed is issued again, from 0
 * @param finishedKept {@code contest.finished.keep.days}: how long a task is kept after its
 *     verdict; zero for ever
 */
public record ContestConfig(int leaderboardSize, int retryLimit, Duration finishedKept) {
  public ContestConfig {
    if (leaderboardSize < 1) {
      throw new IllegalArgumentException(
          "contest.leaderboard.size must be at least 1, not " + leaderboardSize);
    }
    if (retryLimit < 0) {
      throw new IllegalArgumentException(
          "contest.retry.limit must be at least 0, not " + retryLimit);
    }
    if (finishedKept.isNegative()) {
      throw new IllegalArgumentException(
          "contest.finished.keep.days must be at least 0, not " + finishedKept.toDays());
    }
  }

  /** Settings by which tasks are kept for ever. */
  public ContestConfig(int leaderboardSize, int retryLimit) {
    this(leaderboardSize, retryLimit, Duration.ZERO);
  }
}
