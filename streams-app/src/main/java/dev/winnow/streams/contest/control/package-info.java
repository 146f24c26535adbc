/** What a task may be told, and what becomes of it. Pure logic: no Kafka in here. */
package dev.winnow.streams.contest.control;
