package dev.winnow.benchmarks.compare;

/**
 * What a row measured, and where and when.
 *
 * @param results the figures
 * @param machine cores, processor, system and Java, in a line
 * @param day when, as {@code 2026-11-30}
 */
record Measurement(Results results, String machine, String day) {}
