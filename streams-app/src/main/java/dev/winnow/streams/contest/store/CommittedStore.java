package dev.winnow.streams.contest.store;

/**
 * Names of the global stores, which hold what was published and committed, all partitions of it, at
 * each instance. Key: task id.
 */
public final class CommittedStore {
  /** Leaderboards. */
  public static final String LEADERBOARDS = "committed-leaderboards-store";

  /** Verdicts. */
  public static final String VERDICTS = "committed-verdicts-store";

  private CommittedStore() {}
}
