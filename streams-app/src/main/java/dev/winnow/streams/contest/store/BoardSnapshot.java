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

  private static final int KEPT_ANSWERS = 16;

  /** In characters; whoever adds to it what nobody reads is answered, and not remembered. */
  private static final int LONGEST_REQUEST = 256;

  private final Leaderboard board;
  private final Map<Shape, byte[]> bodies = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /**
   * What is answered to a request.
   *
   * @param version says everything that the body depends on
   * @param body asked for if the client does not have this version
   */
  public record Answer(String version, Supplier<byte[]> body) {}

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
   * What is answered to a request. The first that come are remembered.
   *
   * @param request all that the answer depends on
   * @param reader reads it, always in the same way
   */
  public Answer answer(String request, Supplier<Answer> reader) {
    Answer known = answers.get(request);
    if (known != null) {
      return known;
    }
    Answer answer = reader.get();
    if (answers.size() < KEPT_ANSWERS && request.length() <= LONGEST_REQUEST) {
      answers.put(request, answer);
    }
    return answer;
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
    byte[] other = bodies.size() < KEPT_BODIES ? bodies.putIfAbsent(shape, body) : null;
    return other == null ? body : other;
  }
}
