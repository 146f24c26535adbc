/** How long a pull request waits for its report. */
package dev.winnow.benchmarks.latency;
