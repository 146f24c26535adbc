package dev.winnow.streams.contest.ranking;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * A candidate's place on the board, and how sure it is.
 *
 * @param rank from 1
 * @param intervals by metric, in the metric's own unit; all of them hold at once at the task's
 *     confidence
 * @param probabilityBest chance to be the best by the first objective, or by the weighted sum;
 *     empty where nothing is known of the noise
 * @param bestRank the best rank by the first objective, or by the weighted sum, that the intervals
 *     allow, from 1; where the Pareto front goes first, within it and behind it
 * @param worstRank the worst rank that they allow
 * @param tied whether the data cannot set it apart from the leader; false for the leader
 */
public record Place(
    String id,
    int rank,
    Map<String, Interval> intervals,
    OptionalDouble probabilityBest,
    int bestRank,
    int worstRank,
    boolean tied) {}
