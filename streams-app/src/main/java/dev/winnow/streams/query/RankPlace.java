package dev.winnow.streams.query;

import java.util.HexFormat;

/**
 * A place on a board.
 *
 * @param rank from 1; 0 for the top, before the first
 * @param position score key and cluster id
 */
record RankPlace(int rank, byte[] position) {
  /** Before the first. */
  static final RankPlace TOP = new RankPlace(0, new byte[0]);

  /** Reads what {@link #toString} wrote. */
  static RankPlace read(String text) {
    int space = text.indexOf(' ');
    try {
      return new RankPlace(
          Integer.parseUnsignedInt(text.substring(0, space)),
          HexFormat.of().parseHex(text.substring(space + 1)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw Cursor.bad();
    }
  }

  @Override
  public String toString() {
    return rank + " " + HexFormat.of().formatHex(position);
  }
}
