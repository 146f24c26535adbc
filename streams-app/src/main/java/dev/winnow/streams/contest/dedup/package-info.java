/**
 * Which patches are the same change (clusters), and which are alike (families). Pure logic: no
 * Kafka in here.
 */
package dev.winnow.streams.contest.dedup;
