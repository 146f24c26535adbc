package dev.winnow.benchmarks.duplicates;

/**
 * A patch to make clones of: it writes one Java file.
 *
 * @param name what it is called in reports
 * @param path the file
 * @param before what the file was; empty if it is new
 * @param text what the patch makes of it
 */
record Subject(String name, String path, String before, String text) {}
