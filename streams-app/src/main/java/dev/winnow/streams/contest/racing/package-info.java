/**
 * Who is measured next, and when enough is known. Pure logic: no Kafka in here.
 *
 * <p>{@link dev.winnow.streams.contest.racing.Promotion} says who goes up from a rung, {@link
 * dev.winnow.streams.contest.racing.Race} who gets the next sample of the last one and when to
 * stop, {@link dev.winnow.streams.contest.racing.Confirmation} who is measured again before the
 * verdict. What the numbers mean is {@code ranking}'s.
 */
package dev.winnow.streams.contest.racing;
