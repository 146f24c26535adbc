/** Runs that measure Winnow, beside peers that do a part of the same. */
package dev.winnow.benchmarks;
