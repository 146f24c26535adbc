package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Leaderboard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A published leaderboard as all who read it share it. Nobody changes it. */
public final class BoardSnapshot {
  /** Most ask for the same number of entries; who asks for every number is not to fill the heap. */
  private static final int KEPT_BODIES = 4;

  private final Leaderboard board;
  private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

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
   * @param writer writes them, always in the same way
   */
  public byte[] body(int limit, Supplier<byte[]> writer) {
    int entries = Math.min(limit, board.getEntries().size());
    byte[] known = bodies.get(entries);
    if (known != null) {
      return known;
    }
    byte[] body = writer.get();
    if (bodies.size() < KEPT_BODIES) {
      bodies.put(entries, body);
    }
    return body;
  }
}
