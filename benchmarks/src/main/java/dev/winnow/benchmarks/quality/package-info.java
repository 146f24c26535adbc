/**
 * How well breaks of contracts are told from harmless changes: a suite of labelled pairs, the
 * judges that are asked about each, and the counts of what they got right.
 */
package dev.winnow.benchmarks.quality;
