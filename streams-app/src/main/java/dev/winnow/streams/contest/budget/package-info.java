/** What may still be issued, and what has been spent. Pure logic: no Kafka in here. */
package dev.winnow.streams.contest.budget;
