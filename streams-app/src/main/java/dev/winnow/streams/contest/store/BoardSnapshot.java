package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Leaderboard;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A published leaderboard as all who read it share it. Nobody changes it. */
public final class BoardSnapshot {
  /** Most ask for the same; who asks for every number and field is not to fill the heap. */
  private static final int KEPT_BODIES = 4;

  private final Leaderboard board;
  private final Map<Shape, byte[]> bodies = new ConcurrentHashMap<>();

  /** How many entries a body has, and which of their fields; all of them if none is named. */
  private record Shape(int entries, List<String> fields) {}

  /**
   * @param board not changed any more
   */
  public BoardSnapshot(Leaderboard board) {
    this.board = board;
  }

  /** The board. */
  public Leaderboard board() {
    return board;
  }

  /**
   * The board's best as bytes, which are written once.
   *
   * @param limit how many entries at most
   * @param fields of each entry; all of them if none is named
   * @param writer writes them, always in the same way
   */
  public byte[] body(int limit, List<String> fields, Supplier<byte[]> writer) {
    Shape shape = new Shape(Math.min(limit, board.getEntries().size()), fields);
    byte[] known = bodies.get(shape);
    if (known != null) {
      return known;
    }
    byte[] body = writer.get();
    if (bodies.size() < KEPT_BODIES) {
      bodies.put(shape, body);
    }
    return body;
  }
}
