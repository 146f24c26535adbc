package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.ranking.Candidate;
import dev.winnow.streams.contest.ranking.Criteria;
import dev.winnow.streams.contest.ranking.ScoreKey;

/** Clusters as comparisons see them. */
final class Candidates {
  private Candidates() {}

  /** A cluster of a contest; one that came before arrivals were kept counts as the first. */
  static Candidate of(Standing standing) {
    return Candidate.of(standing, Math.max(1, standing.getArrival()));
  }

  /** Where a measured cluster is on the board. */
  static byte[] key(Task task, Standing standing) {
    return ScoreKey.of(task.getRankBy(), task.getObjectives(), of(standing));
  }

  /** The same among those that have passed a rung, by the objectives that the rung reports. */
  static byte[] keyOfKnown(Task task, Standing standing) {
    return ScoreKey.ofKnown(task.getRankBy(), task.getObjectives(), of(standing));
  }

  /** How the clusters of a contest are compared. */
  static Criteria criteria(Task task, Contest contest) {
    return contest.getCandidatesPlanned() == 0
        ? Criteria.of(task)
        : Criteria.of(task, contest.getCandidatesPlanned());
  }
}
