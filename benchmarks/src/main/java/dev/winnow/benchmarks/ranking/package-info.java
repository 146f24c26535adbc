/** What keeping a ranking takes: in the stores of a contest, and in other ways. */
package dev.winnow.benchmarks.ranking;
