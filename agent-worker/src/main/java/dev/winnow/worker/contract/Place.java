package dev.winnow.worker.contract;

import dev.winnow.schemas.Side;

/**
 * A place in a file.
 *
 * @param file path in the tree
 * @param line from 1; 0 if the whole file is meant
 * @param column from 1, as the line alone tells nothing apart in a file without line breaks; 0 if
 *     it is not known
 * @param side which of the two versions
 */
public record Place(String file, int line, int column, Side side) {
  /** A line of a file. */
  public Place(String file, int line, Side side) {
    this(file, line, 0, side);
  }
}
