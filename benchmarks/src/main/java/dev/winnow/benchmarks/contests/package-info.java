/**
 * Whole contests through the topology that decides them, without Kafka: results that come in any
 * order and more than once, and money that must not run over.
 */
package dev.winnow.benchmarks.contests;
