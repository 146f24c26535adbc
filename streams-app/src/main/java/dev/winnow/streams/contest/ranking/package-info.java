/** What is measured, and which candidate is ahead. Pure logic: no Kafka in here. */
package dev.winnow.streams.contest.ranking;
