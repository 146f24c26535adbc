package dev.winnow.streams.contest;

/**
 * Settings of the contest.
 *
 * @param leaderboardSize how many entries a published leaderboard has at most, from 1
 * @param retryLimit how often an order that infrastructure failed is issued again, from 0
 */
public record ContestConfig(int leaderboardSize, int retryLimit) {
  public ContestConfig {
    if (leaderboardSize < 1) {
      throw new IllegalArgumentException(
          "contest.leaderboard.size must be at least 1, not " + leaderboardSize);
    }
    if (retryLimit < 0) {
      throw new IllegalArgumentException(
          "contest.retry.limit must be at least 0, not " + retryLimit);
    }
  }
}
