/**
 * Faults injected into a whole stack of real processes while a contest runs, and what has to hold
 * afterwards.
 */
package dev.winnow.benchmarks.chaos;
