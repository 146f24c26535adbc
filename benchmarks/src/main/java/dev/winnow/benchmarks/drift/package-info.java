/**
 * How well drift of documents is found: cases mined from histories, where a later change to
 * documents alone mended what a commit had made wrong, and the counts of what the checks find.
 */
package dev.winnow.benchmarks.drift;
