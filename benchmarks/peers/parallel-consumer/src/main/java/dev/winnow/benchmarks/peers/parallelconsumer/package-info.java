/** Confluent's parallel-consumer, a peer of Winnow's queues. */
package dev.winnow.benchmarks.peers.parallelconsumer;
