/** The stores of the contest, each wrapped in a class that owns its key layout. */
package dev.winnow.streams.contest.store;
