/** Keeping the newest row of a key and the best of a group: in Winnow's stores, and in SQL. */
package dev.winnow.benchmarks.dedup;
