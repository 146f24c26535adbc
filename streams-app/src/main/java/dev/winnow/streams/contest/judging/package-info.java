/**
 * What a judge is asked about candidates that no measurement sets apart, and what its votes come
 * to. Pure logic on votes, without Kafka.
 */
package dev.winnow.streams.contest.judging;
