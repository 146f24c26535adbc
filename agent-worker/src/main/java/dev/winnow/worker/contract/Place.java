package dev.winnow.worker.contract;

import dev.winnow.schemas.Side;

/**
 * A line of a file.
 *
 * @param file path in the tree
 * @param line from 1; 0 if the whole file is meant
 * @param side which of the two versions
 */
public record Place(String file, int line, Side side) {}
