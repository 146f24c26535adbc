/** Which patches are the same change. Pure logic: no Kafka in here. */
package dev.winnow.streams.contest.dedup;
