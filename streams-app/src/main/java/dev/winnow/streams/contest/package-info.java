/**
 * The contest: from a task to its verdict.
 *
 * <p>{@link dev.winnow.streams.contest.ContestTopology} is the table of contents. Everything here
 * is keyed by task id, so one task has one writer, and a state change, the work it issues and the
 * money it reserves move in one transaction.
 */
package dev.winnow.streams.contest;
