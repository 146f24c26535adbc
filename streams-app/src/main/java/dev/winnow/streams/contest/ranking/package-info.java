/**
 * What is measured, which candidate is ahead, and how sure that is. Pure logic: no Kafka in here.
 *
 * <p>{@link dev.winnow.streams.contest.ranking.Measurements} keeps summaries, {@link
 * dev.winnow.streams.contest.ranking.Criteria} makes a {@link
 * dev.winnow.streams.contest.ranking.Contender} with intervals of a {@link
 * dev.winnow.streams.contest.ranking.Candidate}, and {@link
 * dev.winnow.streams.contest.ranking.Comparison} holds them against each other. Nothing is known of
 * any order of arrival but the number that a candidate keeps for life.
 */
package dev.winnow.streams.contest.ranking;
