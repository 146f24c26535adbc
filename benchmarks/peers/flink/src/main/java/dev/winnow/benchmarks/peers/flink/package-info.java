/** Flink SQL as a peer: the newest row of a key and the best of a group. */
package dev.winnow.benchmarks.peers.flink;
