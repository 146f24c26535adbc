package dev.winnow.worker.docs.markup;

/**
 * Where a comment is, with its marks.
 *
 * @param start its first character
 * @param end behind its last character
 */
record Comment(int start, int end) {}
