/**
 * Winnow beside a named peer: rows of a table, each of them run side by side, by turns, in JVMs of
 * their own.
 */
package dev.winnow.benchmarks.compare;
