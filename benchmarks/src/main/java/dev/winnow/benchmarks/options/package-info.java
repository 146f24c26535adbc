/** Options that several commands of the benchmarks have. */
package dev.winnow.benchmarks.options;
